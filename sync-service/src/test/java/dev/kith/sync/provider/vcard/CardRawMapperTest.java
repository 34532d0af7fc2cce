package dev.kith.sync.provider.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.database.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class CardRawMapperTest {

    private static final Path CARDS = Path.of("src/test/resources/vcards");

    private final CardReader reader = new CardReader("US");
    private final CardRawMapper mapper = new CardRawMapper("carddav");

    @Test
    void mapsEveryRealCardToTheSameContactAgain() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        int cards = 0;
        for (Path file : files()) {
            ReadCard read = reader.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            if (read instanceof ReadCard.Person person) {
                cards++;
                CanonicalContact contact =
                        person.as("card").toBuilder().etag("v1").build();
                softly.assertThat(mapper.again(contact, "US").map(CardRawMapperTest::said))
                        .as("%s", file.getFileName())
                        .contains(said(contact));
            }
        }
        softly.assertAll();
        assertThat(cards).isGreaterThan(10);
    }

    private static String said(CanonicalContact contact) {
        return Rows.json(contact.withoutRaw());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CARDS)) {
            return files.filter(file -> file.toString().endsWith(".vcf"))
                    .sorted()
                    .toList();
        }
    }
}
