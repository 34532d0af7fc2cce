package dev.kith.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchCodecTest {

    private static final String ENVELOPE = "\"provider\":\"google\",\"accountId\":\"home\",\"stream\":\"contacts\","
            + "\"run\":{\"runId\":\"0f8f7a52-35d1-4c5e-9b53-8f6f3c1d2e4a\",\"mode\":\"full\",\"generation\":1,"
            + "\"fence\":1,\"page\":1,\"part\":1,\"parts\":1,\"last\":true}";

    @Test
    void leavesOutWhatIsAbsentOrFalse() {
        String json = new String(
                BatchCodec.write(
                        Samples.page(CanonicalContact.builder("people/c1").build())),
                UTF_8);

        assertThat(json)
                .contains("\"contacts\":[{\"externalId\":\"people/c1\"}]")
                .doesNotContain("null", "seen");
    }

    @Test
    void tellsNoPeopleFromAnUnknownNumberOfThem() {
        byte[] none = BatchCodec.write(Samples.lastPage());

        assertThat(new String(none, UTF_8)).contains("\"total\":0");
        assertThat(BatchCodec.readContactBatch(none).batch().total()).isZero();
        assertThat(read("").batch().total()).isNull();
    }

    @Test
    void ignoresUnknownFields() {
        var read = read(",\"future\":{\"a\":1},\"contacts\":[{\"externalId\":\"x\",\"future\":[1]}]");

        assertThat(read.batch().contacts()).containsExactly(contact("x"));
    }

    @Test
    void takesNullForAbsent() {
        var read = read(",\"pageToken\":null,\"groups\":null,\"seen\":null,\"unreadable\":null,\"contacts\":"
                + "[{\"externalId\":\"x\",\"emails\":null,\"notes\":null,\"deleted\":null,\"raw\":null}]");

        assertThat(read.batch().contacts()).containsExactly(contact("x"));
        assertThat(read.batch().groups()).isEmpty();
    }

    @Test
    void takesAGroupOfAFutureKindForNoLabel() {
        var read = read(",\"groups\":[{\"externalId\":\"g\",\"kind\":\"SMART\"}]");

        assertThat(read.batch().groups()).extracting(CanonicalGroup::kind).containsExactly(CanonicalGroup.Kind.SYSTEM);
    }

    @Test
    void losesOnlyTheContactThatCannotBeRead() {
        var read = read(",\"contacts\":[{\"externalId\":\"good\"},null,"
                + "{\"externalId\":\"bad\",\"birthdays\":[{\"month\":1,\"day\":1},{\"month\":13,\"day\":1}]},"
                + "{\"displayName\":\"no id\"},{\"externalId\":\" \"},5]");

        assertThat(read.batch().contacts()).containsExactly(contact("good"));
        assertThat(read.unreadable())
                .extracting(BatchCodec.UnreadableContact::externalId)
                .containsExactly(null, "bad", null, null, null);
        assertThat(read.unreadable())
                .extracting(BatchCodec.UnreadableContact::reason)
                .startsWith(
                        "the entry is null",
                        "the value at birthdays[1] is not of the expected form: month must be 1 to 12",
                        "a value is not of the expected form: externalId must not be blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "null",
                "[]",
                "{\"contacts\":",
                "{}{}",
                "{\"contacts\":5}",
                "{\"run\":\"secret\"}",
                "{\"provider\":\"secret\",\"run\":{\"runId\":\"secret\"}}"
            })
    void refusesWhatIsNoBatchWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> BatchCodec.readContactBatch(value.getBytes(UTF_8)))
                .isInstanceOf(UnreadableBatchException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "provider":" "                  | provider must not be blank
            "accountId":""                  | accountId must not be blank
            "stream":null                   | stream must not be blank
            "run":null                      | run must be present
            "total":-1                      | total must not be negative
            "seen":[{"externalId":""}]      | seen[0] is not of the expected form: externalId must not be blank
            "seen":[null]                   | seen must not hold null
            "groups":[{"externalId":"g"}]   | groups[0] is not of the expected form: kind must be present
            "fetchedAt":"yesterday"         | the value at fetchedAt is not of the expected form
            """)
    void namesTheRuleThatAnEnvelopeBreaks(String member, String message) {
        assertThatThrownBy(() -> read("," + member))
                .isInstanceOf(UnreadableBatchException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsLargerThanARecord() {
        byte[] large = ("{" + ENVELOPE + ",\"future\":\"" + "x".repeat(BatchCodec.MOST_BYTES) + "\"}").getBytes(UTF_8);

        assertThatThrownBy(() -> BatchCodec.readContactBatch(large))
                .isInstanceOf(UnreadableBatchException.class)
                .hasMessage("the value is larger than 1048576 bytes");
    }

    @Test
    void refusesWhatIsNestedBeyondReason() {
        byte[] deep = ("{\"future\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(UTF_8);

        assertThatThrownBy(() -> BatchCodec.readContactBatch(deep)).isInstanceOf(UnreadableBatchException.class);
    }

    @Test
    void refusesANumberThatIsNone() {
        byte[] odd = "{\"future\":1e99999999999}".getBytes(UTF_8);

        assertThatThrownBy(() -> BatchCodec.readContactBatch(odd)).isInstanceOf(UnreadableBatchException.class);
        assertThatThrownBy(() -> InteractionCodec.read(odd)).isInstanceOf(UnreadableBatchException.class);
    }

    @Test
    void losesOnlyTheContactThatHoldsANumberThatIsNone() {
        byte[] odd = ("{" + ENVELOPE
                        + ",\"contacts\":[{\"externalId\":\"1\",\"raw\":1e99999999999},{\"externalId\":\"2\"}]}")
                .getBytes(UTF_8);

        var read = BatchCodec.readContactBatch(odd);

        assertThat(read.unreadable()).hasSize(1);
        assertThat(read.unreadable().get(0).payload().path("unreadable").asText())
                .contains("1e99999999999");
        assertThat(read.batch().contacts())
                .extracting(CanonicalContact::externalId)
                .containsExactly("2");
    }

    @Test
    void carriesARawPayloadUnchanged() throws Exception {
        JsonNode raw = BatchCodec.JSON.readTree(
                "{\"half\":\"\\ud83d\",\"nul\":\"\\u0000\",\"price\":1.10,\"large\":1e400,\"long\":123456789012345678901}");
        ContactBatch batch = Samples.page(CanonicalContact.builder("x").raw(raw).build());

        JsonNode read = BatchCodec.readContactBatch(BatchCodec.write(batch))
                .batch()
                .contacts()
                .get(0)
                .raw();

        assertThat(read).isEqualTo(raw);
        assertThat(read.get("price").asText()).isEqualTo("1.10");
    }

    @Test
    void takesARawNullForNone() {
        assertThat(CanonicalContact.builder("x")
                        .raw(JsonNodeFactory.instance.nullNode())
                        .build())
                .isEqualTo(contact("x"));
    }

    @Test
    void readsASingleContactAgain() {
        assertThat(BatchCodec.readContact(BatchCodec.writeContact(Samples.rich())))
                .isEqualTo(Samples.rich());
        for (String json : List.of("", "null", "{}", "[", "{\"externalId\":5}")) {
            assertThatThrownBy(() -> BatchCodec.readContact(json))
                    .as(json)
                    .isInstanceOf(UnreadableBatchException.class);
        }
    }

    private static BatchCodec.ReadContactBatch read(String moreMembers) {
        return BatchCodec.readContactBatch(("{" + ENVELOPE + moreMembers + "}").getBytes(UTF_8));
    }

    private static CanonicalContact contact(String externalId) {
        return CanonicalContact.builder(externalId).build();
    }
}
