package dev.kith.sandbox.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process from its start to its end, which must be a good one.
 *
 * @param peakMegabytes the most memory it held, where the system tells; else 0
 */
record MeasuredProcess(double seconds, long peakMegabytes) {

    private static final long LOOK_MILLIS = 20;

    /** Runs a command, with what it writes going nowhere. */
    static MeasuredProcess run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            long begun = System.nanoTime();
            Process process = builder.start();
            long peak = 0;
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakOf(process.pid()));
            }
            double took = LoggedAccount.seconds(begun);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command.get(0) + " ended with code " + process.exitValue());
            }
            return new MeasuredProcess(took, peak);
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long peakOf(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
