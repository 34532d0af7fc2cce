package dev.kith.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchCodecTest {

    @Test
    void readsWhatItWrote() {
        ContactBatch batch = batch(List.of(
                CanonicalContact.builder("people/c1")
                        .displayName("Ann Alpha")
                        .emails(List.of(new Email("Ann@Example.com", "home", true, "ann@example.com")))
                        .birthdays(List.of(new DateEvent("birthday", null, 2, 29)))
                        .build(),
                CanonicalContact.tombstone("people/c2", "#etag")));

        BatchCodec.ReadContactBatch read = BatchCodec.readContactBatch(BatchCodec.write(batch));

        assertThat(read.unreadable()).isEmpty();
        assertThat(read.batch()).isEqualTo(batch);
    }

    @Test
    void leavesOutWhatIsAbsentOrFalse() {
        String json = new String(
                BatchCodec.write(
                        batch(List.of(CanonicalContact.builder("people/c1").build()))),
                UTF_8);

        assertThat(json)
                .contains("\"contacts\":[{\"externalId\":\"people/c1\"}]")
                .doesNotContain("null", "seen");
    }

    @Test
    void ignoresUnknownFields() {
        byte[] json =
                "{\"provider\":\"google\",\"future\":{\"a\":1},\"contacts\":[{\"externalId\":\"x\",\"future\":1}]}"
                        .getBytes(UTF_8);

        assertThat(BatchCodec.readContactBatch(json).batch().contacts())
                .extracting(CanonicalContact::externalId)
                .containsExactly("x");
    }

    @Test
    void losesOnlyTheContactThatCannotBeRead() {
        byte[] json = ("{\"contacts\":[{\"externalId\":\"good\"},null,"
                        + "{\"externalId\":\"bad\",\"birthdays\":[{\"month\":13,\"day\":1}]},{\"displayName\":\"no id\"}]}")
                .getBytes(UTF_8);

        BatchCodec.ReadContactBatch read = BatchCodec.readContactBatch(json);

        assertThat(read.batch().contacts())
                .extracting(CanonicalContact::externalId)
                .containsExactly("good");
        assertThat(read.unreadable())
                .extracting(BatchCodec.UnreadableContact::externalId)
                .containsExactly(null, "bad", null);
    }

    @Test
    void refusesWhatIsNoBatchWithoutRepeatingIt() {
        for (String value : List.of("", "secret", "[]", "{\"contacts\":", "{\"run\":\"secret\"}", "{\"contacts\":5}")) {
            assertThatThrownBy(() -> BatchCodec.readContactBatch(value.getBytes(UTF_8)))
                    .as(value)
                    .isInstanceOf(UnreadableBatchException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private static ContactBatch batch(List<CanonicalContact> contacts) {
        return new ContactBatch(
                "google",
                "home",
                "contacts",
                new RunPosition(new UUID(1, 2), SyncMode.FULL, 1, 1, 1, 1, 1, true),
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null,
                "cursor",
                null,
                true,
                2,
                contacts,
                List.of(),
                List.of(),
                0);
    }
}
