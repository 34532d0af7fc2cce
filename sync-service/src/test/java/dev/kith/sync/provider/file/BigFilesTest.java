package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Concurrent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of a hundred megabytes is read in a heap of less than half of that. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Concurrent
class BigFilesTest {

    @ParameterizedTest
    @CsvSource({
        "vcard, contacts 5056 errors 0",
        "line, contacts 1 errors 1",
        "photo, contacts 1 errors 1",
        "csv, contacts 5059 errors 0",
        "json, contacts 5059 errors 0",
        "nested, contacts 0 errors 1",
    })
    void readsAHundredMegabytesInLittleMemory(String format, String outcome) throws IOException, InterruptedException {
        Process reading = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx44m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HundredMegabytes.class.getName(),
                        format)
                .redirectErrorStream(true)
                .start();

        String said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reading.waitFor()).as(said).isZero();
        assertThat(said).contains(outcome);
    }
}
