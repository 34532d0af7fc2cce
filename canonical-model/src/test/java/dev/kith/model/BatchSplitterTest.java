package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchSplitterTest {

    private static final int RECORD_BYTES = 900_000;

    @Test
    void anEmptyPageIsOneRecord() {
        BatchSplitter.Split split = BatchSplitter.split(Samples.page());

        assertThat(read(split)).containsExactly(Samples.page());
        assertThat(split.oversized()).isEmpty();
    }

    @Test
    void countsThePartsOfAPageThatIsTooLong() {
        List<CanonicalContact> contacts = IntStream.range(0, 1_200)
                .mapToObj(i -> CanonicalContact.builder("people/c" + i).build())
                .toList();

        List<ContactBatch> parts =
                read(BatchSplitter.split(Samples.page(contacts, List.of(Samples.friends()), List.of())));

        assertThat(parts).extracting(part -> part.contacts().size()).containsExactly(500, 500, 200);
        assertThat(parts).extracting(part -> part.run().part()).containsExactly(1, 2, 3);
        assertThat(parts).extracting(part -> part.run().parts()).containsOnly(3);
        assertThat(parts).extracting(part -> part.groups().size()).containsExactly(1, 0, 0);
    }

    @Test
    void everyPartOfTheLastPageEndsTheRunAndOnlyTheFirstCountsWhatWasUnreadable() {
        ContactBatch last = Samples.lastPage().withContacts(List.of(big("a", 500_000), big("b", 500_000)));

        List<ContactBatch> parts = read(BatchSplitter.split(last));

        assertThat(parts).hasSize(2).allMatch(part -> part.run().last());
        assertThat(parts).extracting(ContactBatch::nextSyncCursor).containsOnly("cursor");
        assertThat(parts).extracting(ContactBatch::unreadable).containsExactly(2, 0);
    }

    @Test
    void spreadsALongListOfSeenContactsOverRecords() {
        List<SeenContact> seen = IntStream.range(0, 25_000)
                .mapToObj(
                        i -> new SeenContact("/addressbooks/zoe/card/" + i + ".vcf", "\"" + "e".repeat(30) + i + "\""))
                .toList();

        BatchSplitter.Split split = BatchSplitter.split(Samples.page(List.of(Samples.minimal()), List.of(), seen));

        assertThat(split.oversized()).isEmpty();
        assertThat(split.parts()).hasSizeGreaterThan(1).allMatch(part -> part.length < RECORD_BYTES);
        assertThat(read(split).stream().flatMap(part -> part.seen().stream())).containsExactlyElementsOf(seen);
    }

    @Test
    void sendsAContactThatIsTooBigWithoutItsPayload() {
        CanonicalContact heavy = Samples.minimal().toBuilder()
                .raw(TextNode.valueOf("x".repeat(RECORD_BYTES)))
                .build();

        BatchSplitter.Split split = BatchSplitter.split(Samples.page(heavy, Samples.tombstone()));

        assertThat(read(split)).containsExactly(Samples.page(Samples.minimal(), Samples.tombstone()));
        assertThat(split.oversized()).isEmpty();
    }

    @Test
    void sendsAContactWhosePayloadIsNestedTooDeepWithoutIt() {
        JsonNode raw = TextNode.valueOf("leaf");
        for (int i = 0; i < 5_000; i++) {
            raw = JsonNodeFactory.instance.arrayNode().add(raw);
        }

        BatchSplitter.Split split = BatchSplitter.split(
                Samples.page(Samples.minimal().toBuilder().raw(raw).build()));

        assertThat(read(split)).containsExactly(Samples.page(Samples.minimal()));
    }

    @Test
    void namesAContactThatFitsNoRecordAndSendsTheRest() {
        BatchSplitter.Split split =
                BatchSplitter.split(Samples.page(Samples.minimal(), big("huge", RECORD_BYTES), Samples.tombstone()));

        assertThat(split.oversized()).containsExactly(new BatchSplitter.Oversized("huge"));
        assertThat(read(split)).containsExactly(Samples.page(Samples.minimal(), Samples.tombstone()));
    }

    @Property(tries = 40)
    void losesNothingAndStaysBelowTheLimit(
            @ForAll @Size(max = 60) List<@IntRange(max = 200_000) Integer> contactSizes,
            @ForAll @IntRange(max = 3_000) int seenCount,
            @ForAll @IntRange(max = 3_000) int groupCount) {
        List<CanonicalContact> contacts = IntStream.range(0, contactSizes.size())
                .mapToObj(i -> big("people/c" + i, contactSizes.get(i)))
                .toList();
        List<SeenContact> seen = IntStream.range(0, seenCount)
                .mapToObj(i -> new SeenContact("seen/" + i, "e".repeat(i % 300)))
                .toList();
        List<CanonicalGroup> groups = IntStream.range(0, groupCount)
                .mapToObj(i ->
                        new CanonicalGroup("groups/" + i, null, "g".repeat(i % 300), CanonicalGroup.Kind.USER, false))
                .toList();

        BatchSplitter.Split split = BatchSplitter.split(Samples.page(contacts, groups, seen));

        assertThat(split.oversized()).isEmpty();
        assertThat(split.parts()).isNotEmpty().allMatch(part -> part.length < RECORD_BYTES);
        List<ContactBatch> parts = read(split);
        assertThat(parts.stream().flatMap(part -> part.contacts().stream())).containsExactlyElementsOf(contacts);
        assertThat(parts.stream().flatMap(part -> part.seen().stream())).containsExactlyElementsOf(seen);
        assertThat(parts.stream().flatMap(part -> part.groups().stream())).containsExactlyElementsOf(groups);
        for (int i = 0; i < parts.size(); i++) {
            assertThat(parts.get(i).run().part()).isEqualTo(i + 1);
            assertThat(parts.get(i).run().parts()).isEqualTo(parts.size());
        }
    }

    private static CanonicalContact big(String externalId, int bytes) {
        return CanonicalContact.builder(externalId).notes("n".repeat(bytes)).build();
    }

    private static List<ContactBatch> read(BatchSplitter.Split split) {
        List<ContactBatch> batches = new ArrayList<>();
        split.parts()
                .forEach(part -> batches.add(BatchCodec.readContactBatch(part).batch()));
        return batches;
    }
}
