package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kith.model.UnicodeText;
import dev.kith.sync.provider.vcard.CardDates;
import dev.kith.sync.provider.vcard.CardVocabulary;
import ezvcard.VCard;
import ezvcard.io.text.VCardReader;
import ezvcard.property.Address;
import ezvcard.property.BinaryProperty;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.TextListProperty;
import ezvcard.property.TextProperty;
import ezvcard.property.VCardProperty;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cards that real programs wrote, and what becomes of them. */
class RealVCardsTest {

    private static final Path FOLDER = Path.of("src/test/resources/vcards");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    /** Properties that speak of the card, not of the person. */
    private static final Set<String> OF_THE_CARD = Set.of(
            "ProductId",
            "Revision",
            "Uid",
            "Kind",
            "Profile",
            "Label",
            "SortString",
            "Source",
            "SourceDisplayText",
            "Mailer");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".vcf")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void losesNoCardAndNoValue(Path file) throws IOException {
        List<ParsedEntry> entries = read(Files.readAllBytes(file));
        List<VCardSplitter.Card> cards = cards(file);

        assertThat(entries).hasSameSizeAs(cards);
        for (int i = 0; i < cards.size(); i++) {
            ParsedEntry entry = entries.get(i);
            if (entry.contact() == null) {
                assertThat(entry.errors()).as("card %d is reported", i + 1).isNotEmpty();
                continue;
            }
            String json = squeezed(JSON.writeValueAsString(entry.contact()));
            for (String value : values(cards.get(i))) {
                assertThat(json).contains(squeezed(value));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesEveryCardTheSameEachTime(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);

        assertThat(ids(bytes)).isEqualTo(ids(bytes));
    }

    @Test
    void neverThrowsWhateverAFileHolds() throws IOException {
        List<Path> files = files().toList();
        int cases = Integer.getInteger("kith.fuzz.cases", 2_000);
        long seed = Long.getLong("kith.fuzz.seed", 20_261_124L);
        for (int i = 0; i < cases; i++) {
            Random random = new Random(seed + i);
            byte[] mutated = mutated(Files.readAllBytes(files.get(random.nextInt(files.size()))), random);
            assertThat(read(mutated))
                    .as("seed %d", seed + i)
                    .allMatch(
                            entry -> entry.contact() != null || !entry.errors().isEmpty());
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = 0; i < 1 + random.nextInt(12) && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> System.arraycopy(bytes, 0, bytes, at / 2, bytes.length - at);
                default -> bytes[at] = (byte) ":;=\r\n\\,\"".charAt(random.nextInt(8));
            }
        }
        return bytes;
    }

    private static List<String> ids(byte[] bytes) throws IOException {
        return read(bytes).stream()
                .filter(entry -> entry.contact() != null)
                .map(entry -> entry.contact().externalId())
                .toList();
    }

    private static List<ParsedEntry> read(byte[] bytes) throws IOException {
        List<ParsedEntry> entries = new ArrayList<>();
        try (FileEntries file = new VCardEntries(new ByteArrayInputStream(bytes), "US")) {
            for (ParsedEntry entry = file.next(); entry != null; entry = file.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static List<VCardSplitter.Card> cards(Path file) throws IOException {
        List<VCardSplitter.Card> cards = new ArrayList<>();
        try (VCardSplitter splitter = new VCardSplitter(Files.newInputStream(file))) {
            for (VCardSplitter.Card card = splitter.next(); card != null; card = splitter.next()) {
                cards.add(card);
            }
        }
        return cards;
    }

    /** What a card says of the person, read without our mapper. */
    private static List<String> values(VCardSplitter.Card card) throws IOException {
        List<String> values = new ArrayList<>();
        VCard vcard;
        try (VCardReader reader = new VCardReader(card.text())) {
            vcard = reader.readNext();
        }
        for (VCardProperty property : vcard.getProperties()) {
            if (property instanceof BinaryProperty
                    || OF_THE_CARD.contains(property.getClass().getSimpleName())) {
                continue;
            }
            if (property instanceof RawProperty raw) {
                // A date is kept as year, month and day.
                boolean date = CardDates.ofText("date", raw.getValue()).isPresent();
                if (!date && !CardVocabulary.speaksOfTheCard(raw.getPropertyName())) {
                    values.add(CardVocabulary.label(raw.getValue()));
                }
            } else if (property instanceof TextProperty text) {
                values.add(text.getValue());
            } else if (property instanceof TextListProperty list) {
                values.addAll(list.getValues());
            } else if (property instanceof StructuredName name) {
                values.add(name.getGiven());
                values.add(name.getFamily());
                values.addAll(name.getAdditionalNames());
                values.addAll(name.getPrefixes());
                values.addAll(name.getSuffixes());
            } else if (property instanceof Address address) {
                values.addAll(address.getStreetAddresses());
                values.addAll(address.getLocalities());
                values.addAll(address.getPostalCodes());
                values.addAll(address.getCountries());
            }
        }
        values.removeIf(value -> value == null || value.isBlank());
        return values;
    }

    /** Without what JSON escapes and what cleaning takes away. */
    private static String squeezed(String text) {
        return new String(UnicodeText.clean(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("\\n", "")
                .replace("\\r", "")
                .replace("\\t", "")
                .replaceAll("[\\s\"\\\\]", "")
                .toLowerCase(Locale.ROOT);
    }
}
