package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.sync.provider.text.ByteLines;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files never crash or hang their readers, and nothing of them disappears unsaid. {@code -Dkith.fuzz.cases=100000}
 * tries more, {@code -Dkith.fuzz.seed} others.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Concurrent
class FileFuzzTest {

    private static final int CASES = Integer.getInteger("kith.fuzz.cases", 2_000);
    private static final long SEED = Long.getLong("kith.fuzz.seed", 20_261_124L);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();

    /** A line that says how to reach somebody, in plain text. */
    private static final Pattern REACH =
            Pattern.compile("(?:\\w+\\.)?(EMAIL|TEL)((?:;[^:\"]*)?):(.+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern BREAKS_AT_THE_END = Pattern.compile("(\\\\n|\\s)+$");

    @Test
    void everyCardOfADamagedFileIsAccountedForWithAllItsAddressesAndNumbers() throws IOException {
        List<byte[]> files = contents(ReadFiles.vcards());
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            byte[] file = Mutations.ofCards(random, files).of(files.get(random.nextInt(files.size())));
            String seed = "kith.fuzz.seed=" + (SEED + i);
            long start = processorTime();

            List<ParsedEntry> entries = vcards(file);

            assertThat(processorTime() - start).as(seed).isLessThan(LONGEST);
            assertAccountedFor(seed, entries);
            assertThat(entries.size()).as(seed).isGreaterThanOrEqualTo(begins(file));
            assertThat(missing(file, entries)).as(seed).isEmpty();
            assertThat(vcards(file)).as(seed).isEqualTo(entries);
        }
    }

    @Test
    void everyRecordOfADamagedCsvIsAccountedFor() throws IOException {
        List<byte[]> files = contents(List.of(
                Path.of("src/test/resources/csv/google-present.csv"),
                Path.of("src/test/resources/csv/google-former.csv")));
        for (int i = 0; i < CASES / 4; i++) {
            Random random = new Random(SEED + i);
            byte[] file = Mutations.ofCards(random, files).of(manyRecords(files.get(random.nextInt(files.size()))));
            String seed = "kith.fuzz.seed=" + (SEED + i);
            long start = processorTime();

            List<ParsedEntry> entries = csv(file);

            assertThat(processorTime() - start).as(seed).isLessThan(LONGEST);
            assertAccountedFor(seed, entries);
        }
    }

    @Test
    void everyItemOfADamagedJsonIsAccountedFor() {
        List<byte[]> files = List.of("""
                [{"firstName":"Ann","emails":[{"value":"ann@example.com","primary":true}],"phones":["+49 170 1234567"]},
                 {"name":"Bob","dates":[{"label":"birthday","year":1985,"month":4,"day":12}],"custom":{"a":[1,2.5e3,null]}}]
                """.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < CASES / 4; i++) {
            Random random = new Random(SEED + i);
            byte[] file = Mutations.ofCards(random, files).of(files.get(0));
            String seed = "kith.fuzz.seed=" + (SEED + i);

            assertAccountedFor(seed, json(file));
        }
    }

    /** Of this thread in nanoseconds: what else the machine does must not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void assertAccountedFor(String seed, List<ParsedEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            ParsedEntry entry = entries.get(i);
            assertThat(entry.row()).as(seed).isGreaterThan(i);
            assertThat(entry.line()).as(seed).isPositive();
            assertThat(entry.errors()).as(seed).allMatch(error -> error.line() != null && error.row() == entry.row());
            CanonicalContact contact = entry.contact();
            if (contact == null) {
                assertThat(entry.group() || !entry.errors().isEmpty()).as(seed).isTrue();
            } else {
                assertThat(BatchCodec.readContact(BatchCodec.writeContact(contact)))
                        .as(seed)
                        .isEqualTo(contact);
            }
        }
    }

    private static int begins(byte[] file) throws IOException {
        int begins = 0;
        boolean inAgent = false;
        for (String line : lines(file)) {
            if (line.matches("(?i)\\s*(\\w+\\.)?AGENT(;.*)?:\\s*")) {
                inAgent = true;
            } else if (line.matches("(?i)[^\\p{L}\\p{N}]*BEGIN\\s*:\\s*VCARD\\s*")) {
                begins += inAgent ? 0 : 1;
                inAgent = false;
            } else if (!line.isBlank()) {
                inAgent = false;
            }
        }
        return begins;
    }

    /** Lines whose address or number arrived nowhere, in a card that is not reported as a whole. */
    private static List<String> missing(byte[] file, List<ParsedEntry> entries) throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> lines = lines(file);
        boolean continued = false;
        for (int number = 1; number <= lines.size(); number++) {
            boolean partOfAnother = continued;
            continued = lines.get(number - 1).isBlank()
                    ? continued
                    : lines.get(number - 1).endsWith("=");
            Matcher reach = REACH.matcher(lines.get(number - 1));
            if (!partOfAnother
                    && reach.matches()
                    && !reach.group(2).toUpperCase(Locale.ROOT).matches(".*(QUOTED|BASE64|=B\\b).*")) {
                String kept = reach.group(1).equalsIgnoreCase("TEL") ? "[^0-9]" : "[^a-z0-9@]";
                ParsedEntry entry = at(number, entries);
                if (entry != null && entry.contact() != null) {
                    String said = text(entry).replaceAll(kept, "");
                    parts(BREAKS_AT_THE_END
                                    .matcher(reach.group(3).toLowerCase(Locale.ROOT))
                                    .replaceAll(""))
                            .map(part -> part.replaceAll(kept, ""))
                            .filter(part -> !said.contains(part))
                            .forEach(missing::add);
                }
            }
        }
        return missing;
    }

    /** The parameters of a number that is a URI have no order, and what they say may be encoded. */
    private static Stream<String> parts(String value) {
        return value.startsWith("tel:")
                ? Stream.of(value.split(";"))
                        .map(part -> URLDecoder.decode(
                                part.replaceAll("%(?![0-9a-f]{2})", "%25").replace("+", "%2B"), StandardCharsets.UTF_8))
                : Stream.of(value);
    }

    /** What a contact says, as it says it, and as JSON escapes it: cards escape line breaks in the same way. */
    private static String text(ParsedEntry entry) throws IOException {
        String json = BatchCodec.writeContact(entry.contact().withoutRaw());
        StringBuilder said = new StringBuilder();
        gather(JSON.readTree(json), said);
        return said.append(json).toString().toLowerCase(Locale.ROOT);
    }

    private static void gather(JsonNode node, StringBuilder said) {
        if (node.isValueNode()) {
            said.append(node.asText()).append('\n');
        }
        node.forEach(part -> gather(part, said));
    }

    private static ParsedEntry at(int line, List<ParsedEntry> entries) {
        ParsedEntry found = null;
        for (ParsedEntry entry : entries) {
            if (entry.line() <= line) {
                found = entry;
            }
        }
        return found;
    }

    private static List<String> lines(byte[] file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ByteLines read = new ByteLines(new ByteArrayInputStream(file), Integer.MAX_VALUE)) {
            for (ByteLines.Line line = read.next(); line != null; line = read.next()) {
                // Control characters say nothing.
                lines.add(new String(line.bytes(), StandardCharsets.ISO_8859_1)
                        .replaceAll("[\\x00-\\x08\\x0B-\\x1F\\x7F]", ""));
            }
        }
        return lines;
    }

    private static byte[] manyRecords(byte[] csv) {
        String text = new String(csv, StandardCharsets.UTF_8);
        int header = text.indexOf('\n') + 1;
        return (text + text.substring(header).repeat(4)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> contents(List<Path> paths) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path path : paths) {
            contents.add(Files.readAllBytes(path));
        }
        return contents;
    }

    private static List<ParsedEntry> vcards(byte[] file) throws IOException {
        return ReadFiles.all(new VCardEntries(new ByteArrayInputStream(file), null, "US"));
    }

    /** Nothing where the header itself is damaged. */
    private static List<ParsedEntry> csv(byte[] file) throws IOException {
        try {
            return ReadFiles.all(new CsvEntries(new ByteArrayInputStream(file), null, "US"));
        } catch (UnreadableFileException refused) {
            return List.of();
        }
    }

    /** Nothing where it is no JSON any more. */
    private static List<ParsedEntry> json(byte[] file) {
        try {
            JsonObjects.check(new ByteArrayInputStream(file), null);
            return ReadFiles.all(new JsonEntries(new ByteArrayInputStream(file), null, "US"));
        } catch (UnreadableFileException | MalformedJsonException refused) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
