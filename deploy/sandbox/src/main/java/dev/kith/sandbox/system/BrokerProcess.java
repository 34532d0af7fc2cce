package dev.kith.sandbox.system;

import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kafka's broker in a process of its own, which can die and whose disk can be full. */
public final class BrokerProcess implements AutoCloseable {

    private static final String READY = "the broker serves";
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    /**
     * Returns once it serves.
     *
     * @param folder of its data
     * @param log what it says is appended to it
     * @param advertisedPort where clients are told to find it
     */
    public static BrokerProcess start(Path folder, Path log, int port, int advertisedPort) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        BrokerProcess.class.getName(),
                        folder.toString(),
                        String.valueOf(port),
                        String.valueOf(advertisedPort)))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            Process process = builder.start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            for (String line = said.readLine(); !READY.equals(line); line = said.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the broker did not start; its log is " + log);
                }
            }
            return new BrokerProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException("the broker could not be started", e);
        }
    }

    /** The process itself: serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream parent = System.out;
        // Whatever logs to the console must not fill a pipe that nobody reads.
        System.setOut(System.err);
        KafkaServer server = KafkaServer.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        parent.println(READY);
        // Whoever started it closes its input, or is gone.
        System.in.transferTo(OutputStream.nullOutputStream());
        server.close();
        System.exit(0);
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Every write of its fails from now on; it has to be started again. */
    public void fillDisk() {
        Signals.fillDiskOf(process.pid());
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
