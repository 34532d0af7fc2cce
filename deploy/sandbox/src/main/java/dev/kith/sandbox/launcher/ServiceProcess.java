package dev.kith.sandbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The service in a process of its own, with its log in a file. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final ServiceLog log;
    private final Path pidFile;

    private ServiceProcess(Process process, ServiceLog log, Path pidFile) {
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /** Starts the service after one that an earlier launcher left on the same data folder was stopped. */
    public static ServiceProcess start(
            List<String> command, Path directory, Map<String, String> environment, DataFolder data) throws IOException {
        stopLeftOver(data);
        ServiceLog log = ServiceLog.open(data.serviceLog());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Files.writeString(data.servicePid(), identity(process.toHandle()));
        return new ServiceProcess(process, log, data.servicePid());
    }

    /** A launcher that was killed leaves its service behind, still holding the port. */
    static void stopLeftOver(DataFolder data) throws IOException {
        Path pidFile = data.servicePid();
        if (!Files.exists(pidFile)) {
            return;
        }
        String recorded = Files.readString(pidFile);
        Optional<ProcessHandle> left = Stream.of(recorded.split(" ", 2)[0])
                .filter(pid -> pid.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(process -> identity(process).equals(recorded))
                .findAny();
        if (left.isPresent()) {
            stop(left.get());
        }
    }

    /** The start time tells a process from a later one that was given the same number. */
    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    /** Maven, which starts the service in development, does not pass on that it is to end. */
    private static void stop(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for the end of the process, whatever ends it. */
    public void await() {
        process.onExit().join();
    }

    /** The code with which the process ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Ends the process without giving it a chance to do anything, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** What to say about a service that ended by itself. */
    public LauncherException died() {
        return new LauncherException(
                "the service ended with code " + process.exitValue() + ". The end of its log:\n" + log.tail(),
                "All of it is in " + log.file() + ".");
    }

    @Override
    public void close() throws IOException {
        stop(process.toHandle());
        Files.deleteIfExists(pidFile);
    }
}
