package dev.kith.agent;

import dev.kith.sandbox.mac.AppleDatabase;
import dev.kith.sandbox.mac.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another process that holds a message store open, as Messages does. Inside one process SQLite shares its locks. */
public final class LiveWriter implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;

    private LiveWriter(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns when the writer has written a message into the log of a store that is there. */
    public static LiveWriter open(Path file) {
        try {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LiveWriter.class.getName(),
                            file.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            LiveWriter writer = new LiveWriter(process);
            writer.await();
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it write a message. */
    public void write(String guid) {
        try {
            process.getOutputStream().write((guid + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() throws IOException {
        if (!"done".equals(answers.readLine())) {
            throw new IllegalStateException("the writer ended");
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    public static void main(String[] arguments) throws IOException {
        AppleDatabase database = AppleDatabase.open(Path.of(arguments[0]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String guid = "first";
        while (guid != null) {
            database.insert("message", Row.of("guid", guid).and("date", 1));
            System.out.println("done");
            guid = orders.readLine();
        }
    }
}
