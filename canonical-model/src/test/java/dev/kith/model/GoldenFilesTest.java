package dev.kith.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire form, file by file: whoever changes a byte of it sees here what other programs will see. */
class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final Map<String, ContactBatch> CONTACT_BATCHES = Map.of(
            "rich", Samples.page(Samples.rich()),
            "minimal", Samples.page(Samples.minimal()),
            "tombstone", Samples.page(Samples.tombstone()),
            "groups",
                    Samples.page(
                            List.of(),
                            List.of(
                                    Samples.friends(),
                                    new CanonicalGroup(
                                            "/books/zoe/family.vcf",
                                            "\"7\"",
                                            "Family",
                                            CanonicalGroup.Kind.USER,
                                            false,
                                            List.of("7C9E6679-7425-40DE-944B-E07FC1F90AE7"))),
                            List.of()),
            "seen-only",
                    Samples.page(
                            List.of(),
                            List.of(),
                            List.of(new SeenContact("people/c1", "#e1"), new SeenContact("people/c2", null))),
            "last-page", Samples.lastPage(),
            "second-part",
                    Samples.lastPage()
                            .part(2, 2, List.of(), List.of(Samples.minimal(), Samples.tombstone()), List.of()));

    private static final Map<String, GroupBatch> GROUP_BATCHES = Map.of(
            "page", new GroupBatch(List.of(Samples.friends()), "page-2", null, "resume-at-2"),
            "last-page",
                    new GroupBatch(
                            List.of(
                                    new CanonicalGroup(
                                            "contactGroups/starred", null, null, CanonicalGroup.Kind.SYSTEM, false),
                                    new CanonicalGroup(
                                            "contactGroups/old", "#g2", null, CanonicalGroup.Kind.USER, true)),
                            null,
                            "cursor"),
            "empty", new GroupBatch(List.of(), null, null));

    static Stream<String> contactBatches() {
        return CONTACT_BATCHES.keySet().stream().sorted();
    }

    static Stream<String> groupBatches() {
        return GROUP_BATCHES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("contactBatches")
    void contactBatchesAreWrittenAndReadAsRecorded(String name) throws IOException {
        ContactBatch batch = CONTACT_BATCHES.get(name);
        byte[] golden = golden("contact-batch", name);

        assertThat(BatchCodec.write(batch)).asString(UTF_8).isEqualTo(new String(golden, UTF_8));
        var read = BatchCodec.readContactBatch(golden);
        assertThat(read.unreadable()).isEmpty();
        assertThat(read.batch()).isEqualTo(batch);
        assertThat(Schemas.validator("contact-batch").validate(BatchCodec.object(golden)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("groupBatches")
    void groupBatchesAreWrittenAndReadAsRecorded(String name) throws IOException {
        GroupBatch batch = GROUP_BATCHES.get(name);
        byte[] golden = golden("group-batch", name);

        assertThat(BatchCodec.write(batch)).asString(UTF_8).isEqualTo(new String(golden, UTF_8));
        assertThat(BatchCodec.readGroupBatch(golden)).isEqualTo(batch);
        assertThat(Schemas.validator("group-batch").validate(BatchCodec.object(golden)))
                .isEmpty();
    }

    @Test
    void everyGoldenFileIsRead() throws IOException {
        assertThat(names("contact-batch"))
                .containsExactlyElementsOf(contactBatches().toList());
        assertThat(names("group-batch"))
                .containsExactlyElementsOf(groupBatches().toList());
    }

    @Test
    void theRichContactLeavesNoComponentOut() throws ReflectiveOperationException {
        List<String> empty = new ArrayList<>();
        for (RecordComponent component : CanonicalContact.class.getRecordComponents()) {
            Object value = component.getAccessor().invoke(Samples.rich());
            if (value == null || value.equals(List.of())) {
                empty.add(component.getName());
            }
        }

        assertThat(empty).isEmpty();
    }

    private static List<String> names(String kind) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(kind))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /** A golden file without its white space: laid out for people, compared to the byte. */
    private static byte[] golden(String kind, String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode tree = json.readTree(Files.readAllBytes(GOLDEN.resolve(kind).resolve(name + ".json")));
        return json.writeValueAsBytes(tree);
    }
}
