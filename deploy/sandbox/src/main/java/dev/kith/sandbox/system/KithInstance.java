package dev.kith.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.launcher.DataFolder;
import dev.kith.sandbox.launcher.KithClient;
import dev.kith.sandbox.launcher.ServiceProcess;
import dev.kith.sandbox.server.Ports;
import dev.kith.sandbox.server.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One instance of the packaged service, in a process of its own that can be killed, frozen and started again. */
public final class KithInstance implements AutoCloseable {

    public static final String API_KEY = "an-admin-key-for-machines";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Path serviceJar;
    private final DataFolder folder;
    private final List<String> javaOptions;
    private final Map<String, String> environment;
    private final URI address;
    private final KithClient client;
    private ServiceProcess process;

    /**
     * @param folder of its own, for its log
     * @param environment what it is to know of the servers
     */
    public KithInstance(Path serviceJar, Path folder, List<String> javaOptions, Map<String, String> environment) {
        this.serviceJar = serviceJar;
        this.folder = DataFolder.prepare(folder);
        this.javaOptions = List.copyOf(javaOptions);
        this.environment = new HashMap<>(environment);
        int port = Ports.free();
        this.environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        this.environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        this.environment.put("KITH_API_KEY", API_KEY);
        this.address = URI.create("http://127.0.0.1:" + port + "/");
        this.client = new KithClient(address, API_KEY);
    }

    /** Starts the process and does not wait for it. */
    public void launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", serviceJar.toString()));
        try {
            setLogAside();
            process = ServiceProcess.start(command, folder.root(), environment, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the service could not be started", e);
        }
    }

    /** Starts it and returns when it serves. */
    public KithInstance start() {
        launch();
        awaitReady();
        return this;
    }

    public void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!client.isReady()) {
            if (!process.isAlive()) {
                throw process.died();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the service does not become ready; its log is " + folder.serviceLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.kill();
    }

    /** Lets it stand still, as a machine does that is put to sleep. */
    public void freeze() {
        Signals.send("STOP", process.pid());
    }

    public void thaw() {
        Signals.send("CONT", process.pid());
    }

    public URI address() {
        return address;
    }

    public KithClient client() {
        return client;
    }

    /**
     * Has everything decided once more that the log holds.
     *
     * @return the replay as it ended, or as it stands when the time is up
     */
    public JsonNode replay(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        JsonNode replay =
                client.post("/api/replay", JsonNodeFactory.instance.objectNode().put("dryRun", false));
        String path = "/api/replays/" + replay.path("replayId").asText();
        while (replay.path("state").asText().equals("RUNNING") && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            replay = client.get(path);
        }
        return replay;
    }

    /** What every process of it said, the present one last. */
    public List<Path> logs() {
        Stream<Path> aside = Stream.iterate(1, number -> number + 1).map(this::logAside);
        return Stream.concat(
                        aside.takeWhile(Files::exists),
                        Stream.of(folder.serviceLog()).filter(Files::exists))
                .toList();
    }

    /** A log that is full would be replaced one day, unread. */
    private void setLogAside() throws IOException {
        if (Files.exists(folder.serviceLog())) {
            Files.move(folder.serviceLog(), logAside(logs().size()));
        }
    }

    private Path logAside(int number) {
        return folder.serviceLog().resolveSibling(folder.serviceLog().getFileName() + "." + number);
    }

    /** Processor time that it has used. */
    public Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the service did not stop", e);
        }
    }
}
