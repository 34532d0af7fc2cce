package dev.kith.sync.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service process took of the machine.
 *
 * @param liveHeapMegabytes the most that was left on the heap after a full collection, the last one asked for
 * @param highestHeapMegabytes the most that was left on it after any collection
 * @param peakResidentMegabytes the most memory the process ever held
 */
record Footprint(long liveHeapMegabytes, long highestHeapMegabytes, long peakResidentMegabytes) {

    private static final Pattern AFTER_COLLECTION = Pattern.compile("Pause (\\w+).* \\d+M->(\\d+)M\\(");

    /** The option with which a service writes down its collections. */
    static String option(Path collections) {
        return "-Xlog:gc:file=" + collections;
    }

    static Footprint of(long pid, Path collections) {
        collect(pid);
        return new Footprint(
                heaps(collections, "Full").reduce((earlier, later) -> later).orElse(0L),
                heaps(collections, "\\w+").max(Long::compare).orElse(0L),
                peak(pid));
    }

    private static void collect(long pid) {
        try {
            Process command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(pid),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (command.waitFor() != 0) {
                throw new IllegalStateException("jcmd ended with code " + command.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Long> heaps(Path collections, String kind) {
        try {
            return Files.readAllLines(collections).stream()
                    .map(AFTER_COLLECTION::matcher)
                    .filter(Matcher::find)
                    .filter(found -> found.group(1).matches(kind))
                    .map(found -> Long.parseLong(found.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long peak(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
