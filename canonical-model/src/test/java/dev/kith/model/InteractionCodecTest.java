package dev.kith.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InteractionCodecTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @Test
    void readsWhatItWrote() {
        InteractionBatch batch = batch(true, List.of(call(), message()));

        InteractionCodec.ReadInteractionBatch read = InteractionCodec.read(InteractionCodec.write(batch));

        assertThat(read.unreadable()).isEmpty();
        assertThat(read.batch()).isEqualTo(batch);
    }

    @Test
    void writesWhatItsSchemaSays() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(InteractionCodec.class.getResourceAsStream(InteractionCodec.SCHEMA));

        for (InteractionBatch batch : List.of(batch(true, List.of(call(), message())), batch(false, List.of()))) {
            assertThat(schema.validate(BatchCodec.JSON.readTree(InteractionCodec.write(batch))))
                    .isEmpty();
        }
        assertThat(schema.validate(BatchCodec.JSON.readTree("{\"provider\":\"macos\",\"interactions\":[{}]}")))
                .isNotEmpty();
    }

    @Test
    void saysEitherWayWhetherUnknownPeopleAreWanted() {
        assertThat(new String(InteractionCodec.write(batch(false, List.of())), UTF_8))
                .contains("\"createUnknownContacts\":false");
    }

    @Test
    void losesOnlyTheInteractionThatCannotBeRead() {
        byte[] json = ("{\"interactions\":[null,{\"externalId\":\"call:x:in:0\",\"type\":\"PIGEON\"},"
                        + "{\"externalId\":\"call:y:in:0\",\"type\":\"CALL_MISSED\",\"occurredAt\":\"2026-01-01T12:00:00Z\","
                        + "\"counterpart\":{\"handle\":\"+15550100\",\"kind\":\"phone\",\"future\":1}}]}")
                .getBytes(UTF_8);

        InteractionCodec.ReadInteractionBatch read = InteractionCodec.read(json);

        assertThat(read.batch().interactions())
                .extracting(Interaction::externalId)
                .containsExactly("call:y:in:0");
        assertThat(read.unreadable())
                .extracting(InteractionCodec.UnreadableInteraction::externalId)
                .containsExactly(null, "call:x:in:0");
    }

    @Test
    void refusesWhatIsNoBatchWithoutRepeatingIt() {
        for (String value : List.of("secret", "{\"interactions\":\"secret\"}", "{\"agentRunId\":\"secret\"}")) {
            assertThatThrownBy(() -> InteractionCodec.read(value.getBytes(UTF_8)))
                    .as(value)
                    .isInstanceOf(UnreadableBatchException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private static Interaction call() {
        Counterpart counterpart = Counterpart.of("(416) 555-0123", "CA");
        return new Interaction(
                InteractionId.call("U-1", true, InteractionId.hash(counterpart)),
                InteractionType.CALL_OUTBOUND,
                NOON,
                85,
                counterpart,
                "com.apple.Telephony",
                CallMedium.FACETIME_AUDIO,
                true,
                3,
                true,
                null);
    }

    private static Interaction message() {
        Counterpart counterpart = Counterpart.of("Ann@Example.com", "US");
        return new Interaction(
                InteractionId.message("G-1", false, InteractionId.hash(counterpart)),
                InteractionType.TEXT_INBOUND,
                NOON,
                null,
                counterpart,
                "iMessage",
                null,
                false,
                null,
                false,
                null);
    }

    private static InteractionBatch batch(boolean createUnknownContacts, List<Interaction> interactions) {
        return new InteractionBatch(
                "macos",
                "m1.s1",
                InteractionBatch.MESSAGES,
                new UUID(1, 1),
                new RunPosition(new UUID(1, 2), SyncMode.INCREMENTAL, 7, 7, 1, 1, 1, true),
                NOON,
                InteractionBatch.IMPORT_IOS,
                createUnknownContacts,
                List.of(new InteractionBatch.ContactRun("m1.s2", new UUID(1, 3))),
                interactions);
    }
}
