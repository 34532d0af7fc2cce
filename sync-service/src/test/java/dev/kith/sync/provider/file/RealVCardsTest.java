package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cards that real programs wrote, and all that becomes of them. */
class RealVCardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> files() {
        return ReadFiles.vcards();
    }

    @ParameterizedTest
    @MethodSource("files")
    void bringsOverExactlyWhatTheFileHolds(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".vcf", ".json");
        JsonNode expected =
                JSON.readTree(ReadFiles.VCARDS.resolve("expected").resolve(name).toFile());

        JsonNode actual = ReadFiles.json(read(file));

        assertThat(actual.toPrettyString()).isEqualTo(expected.toPrettyString());
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsTheCardItselfForTheLog(Path file) {
        assertThat(read(file))
                .filteredOn(entry -> entry.contact() != null)
                .allSatisfy(entry ->
                        assertThat(entry.contact().raw().path("vcard").asText()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsTheSameEachTime(Path file) {
        assertThat(read(file)).isEqualTo(read(file));
    }

    private static List<ParsedEntry> read(Path file) {
        try {
            return ReadFiles.all(new VCardEntries(Files.newInputStream(file), null, "US"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
