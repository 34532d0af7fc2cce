package dev.kith.agent.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The state file. Without it everything is sent again, which the service takes for what it already has. */
public final class StateFile {

    private static final ObjectReader READER = Json.MAPPER.readerFor(AgentState.class);
    private static final ObjectWriter WRITER =
            Json.MAPPER.writerFor(AgentState.class).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Path path;

    public StateFile(Path path) {
        this.path = path;
    }

    /** Has what reads and writes a state ready, which takes a quarter of an agent's start where nobody did before. */
    public static void prepare() {
        // It is once this class is.
    }

    /** What the file says; empty where it is not there or of another shape, such as another program's. */
    public Optional<AgentState> read() {
        try (InputStream file = Files.newInputStream(path)) {
            return Optional.ofNullable(READER.<AgentState>readValue(file))
                    .filter(state -> state.version() == AgentState.VERSION);
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.FAILURE,
                    "the state " + path + " cannot be read (" + e.getMessage() + ").",
                    "Give this user the right to read it, or name another with " + AgentFiles.STATE_VARIABLE + ".",
                    e);
        }
    }

    public boolean exists() {
        return PrivateFile.exists(path);
    }

    /** Where a file of another shape is kept. */
    public Path backup() {
        return path.resolveSibling(path.getFileName() + ".bak");
    }

    public void setAside() {
        try {
            if (Files.exists(path)) {
                PrivateFile.restrict(path);
            }
            Files.move(path, backup(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    public void write(AgentState state) {
        try {
            PrivateFile.replace(path, file -> WRITER.writeValue(file, state));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private AgentException unwritable(IOException e) {
        return new AgentException(
                ExitCode.FAILURE,
                "the state " + path + " cannot be written (" + e.getMessage() + ").",
                "Make its folder writable, or name another file with " + AgentFiles.STATE_VARIABLE
                        + ". What was sent is sent again and does no harm.",
                e);
    }
}
