package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class InteractionWriterTest {

    @Property
    void writesWhatJacksonWouldByItself(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long second,
            @ForAll @IntRange(max = 999) int millisecond,
            @ForAll boolean exact,
            @ForAll boolean flag,
            @ForAll CallMedium medium,
            @ForAll InteractionType type,
            @ForAll Counterpart.Kind kind)
            throws JsonProcessingException {
        Instant time = Instant.ofEpochSecond(second, millisecond * 1_000_000L + (exact ? 0 : 7));
        Interaction interaction = new Interaction(
                "call:x:in:0",
                type,
                time,
                flag ? 5 : null,
                new Counterpart("+1555", kind, flag ? "+1555" : null, flag ? null : "a@b"),
                flag ? null : "iMessage",
                flag ? medium : null,
                flag,
                flag ? null : 1,
                !flag,
                flag ? "ä \"x\"\n\\ \u007F 😀" : null);
        InteractionBatch batch = new InteractionBatch(
                "macos",
                "a.b",
                InteractionBatch.CALLS,
                null,
                new RunPosition(
                        UUID.fromString("00000000-0000-0000-0000-000000000001"), SyncMode.FULL, 1, 1, 1, 1, 1, true),
                time,
                InteractionBatch.IMPORT_IOS,
                flag,
                List.of(),
                exact ? List.of(interaction, interaction) : List.of(interaction));

        assertThat(new String(InteractionCodec.write(batch), StandardCharsets.UTF_8))
                .isEqualTo(BatchCodec.JSON.writeValueAsString(batch));
    }

    @Test
    void writesBatchAfterBatchThoughItRemembersDaysAndPeople() throws JsonProcessingException {
        InteractionWriter writer = new InteractionWriter();
        Counterpart ann = new Counterpart("+1555", Counterpart.Kind.PHONE, "+1555", null);
        Counterpart bob = new Counterpart("Bob", Counterpart.Kind.BUSINESS, null, null);
        InteractionBatch first = batch(message("a", 0, ann), message("b", 1, ann), message("c", 1, bob));
        InteractionBatch second = batch(message("d", -1, bob), message("e", 0, ann));

        for (InteractionBatch batch : List.of(first, batch(), second, first)) {
            assertThat(new String(writer.write(batch), StandardCharsets.UTF_8))
                    .isEqualTo(BatchCodec.JSON.writeValueAsString(batch));
        }
    }

    private static Interaction message(String id, int day, Counterpart counterpart) {
        Instant time = Instant.EPOCH.plus(Duration.ofDays(day));
        return new Interaction(
                id, InteractionType.TEXT_INBOUND, time, null, counterpart, null, null, false, null, false, null);
    }

    private static InteractionBatch batch(Interaction... interactions) {
        return new InteractionBatch(
                "macos", "a.b", "messages", null, null, null, "IMPORT_IOS", false, List.of(), List.of(interactions));
    }

    @Test
    void writesMoreThanItHadRoomFor() throws JsonProcessingException {
        Interaction large = new Interaction(
                "note:1",
                InteractionType.NOTE,
                Instant.EPOCH,
                null,
                new Counterpart("+1555", Counterpart.Kind.PHONE, null, null),
                null,
                null,
                false,
                null,
                false,
                "ä\"x".repeat(100_000));
        InteractionBatch batch = new InteractionBatch(
                "file", "import", "import", null, null, null, "MANUAL", false, List.of(), List.of(large, large));

        assertThat(new String(InteractionCodec.write(batch), StandardCharsets.UTF_8))
                .isEqualTo(BatchCodec.JSON.writeValueAsString(batch));
    }
}
