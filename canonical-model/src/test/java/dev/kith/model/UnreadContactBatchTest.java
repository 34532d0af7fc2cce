package dev.kith.model;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnreadContactBatchTest {

    private static final String BEFORE = "{\"provider\":\"google\",\"accountId\":\"Jürg 🐸\",\"stream\":\"contacts\",";
    private static final String AFTER =
            ",\"run\":{\"runId\":\"0f8f7a52-35d1-4c5e-9b53-8f6f3c1d2e4a\",\"mode\":\"full\","
                    + "\"generation\":1,\"fence\":1,\"page\":1,\"part\":1,\"parts\":1,\"last\":true},\"total\":3}";

    @Test
    void readsWhatABatchWasWrittenFrom() {
        ContactBatch page = Samples.page(Samples.rich());

        UnreadContactBatch batch = UnreadContactBatch.of(BatchCodec.write(page));

        assertThat(batch.envelope()).isEqualTo(page.withContacts(List.of()));
        assertThat(batch.contacts()).singleElement().satisfies(entry -> {
            assertThat(entry.externalId()).isEqualTo(Samples.rich().externalId());
            assertThat(entry.read()).isEqualTo(Samples.rich());
        });
    }

    @Test
    void findsContactsWhateverStandsRoundThem() {
        UnreadContactBatch batch = batch("\"contacts\" : [ {\"notes\":\"Grüße 🐸\", \"raw\":{\"externalId\":\"no\"},"
                + "\"externalId\":\"Zoë\"} , {\"externalId\":\"b\",\"emails\":[{\"value\":\"b@x.example\"}]} ]");

        assertThat(batch.envelope().accountId()).isEqualTo("Jürg 🐸");
        assertThat(batch.envelope().total()).isEqualTo(3);
        assertThat(batch.contacts())
                .extracting(UnreadContactBatch.Entry::externalId)
                .containsExactly("Zoë", "b");
        assertThat(batch.contacts())
                .extracting(entry -> entry.read().externalId())
                .containsExactly("Zoë", "b");
        assertThat(batch.contacts().get(0).read().notes()).isEqualTo("Grüße 🐸");
    }

    @Test
    void namesAContactAsTheContactDoesItself() {
        UnreadContactBatch batch = batch("\"contacts\":[{\"externalId\":\"a\\u0007b\"}]");

        assertThat(batch.contacts())
                .singleElement()
                .satisfies(entry -> assertThat(entry.externalId())
                        .isEqualTo(entry.read().externalId())
                        .isEqualTo("ab"));
    }

    @Test
    void tellsEntriesApartByEveryByteAndByNothingElse() {
        UnreadContactBatch batch =
                batch("\"contacts\":[{\"externalId\":\"a\"},{\"externalId\":\"a\"},{\"externalId\": \"a\"}]");
        UnreadContactBatch other = batch("\"contacts\":[{\"externalId\":\"b\"},{\"externalId\":\"a\"}]");

        UUID digest = batch.contacts().get(0).digest();

        assertThat(batch.contacts().get(1).digest()).isEqualTo(digest);
        assertThat(other.contacts().get(1).digest()).isEqualTo(digest);
        assertThat(batch.contacts().get(2).digest()).isNotEqualTo(digest);
        assertThat(other.contacts().get(0).digest()).isNotEqualTo(digest);
        assertThat(digest.version()).isEqualTo(8);
        assertThat(digest.variant()).isEqualTo(2);
    }

    @Test
    void goesOnBehindAnEntryThatIsNoContact() {
        UnreadContactBatch batch = batch("\"contacts\":[null,5,1.5e3,\"te\\\"xt\",[[{}]],true,{\"externalId\":7},"
                + "{\"externalId\":\"last\"}]");

        assertThat(batch.contacts())
                .extracting(UnreadContactBatch.Entry::externalId)
                .containsExactly(null, null, null, null, null, null, null, "last");
        assertThat(batch.contacts())
                .extracting(entry -> entry.json().toString())
                .containsExactly(
                        "null",
                        "5",
                        "1.5E+3",
                        "\"te\\\"xt\"",
                        "[[{}]]",
                        "true",
                        "{\"externalId\":7}",
                        "{\"externalId\":\"last\"}");
        assertThat(batch.contacts().subList(0, 7))
                .allSatisfy(entry -> assertThatThrownBy(entry::read).isInstanceOf(UnreadableBatchException.class));
    }

    @Test
    void refusesAContactThatDoesNotEnd() {
        for (String contacts : List.of("[{\"externalId\":\"a\"", "[{\"notes\":\"\n\"}]", "[{\"a\":nul}]", "[}")) {
            assertThatThrownBy(() -> batch("\"contacts\":" + contacts))
                    .as(contacts)
                    .isInstanceOf(UnreadableBatchException.class)
                    .hasMessage("the value is not JSON");
        }
    }

    @Test
    void takesUtf8Only() {
        String json = BEFORE + "\"contacts\":[{\"externalId\":\"a\"}]" + AFTER;

        assertThatThrownBy(() -> UnreadContactBatch.of(json.getBytes(UTF_16)))
                .isInstanceOf(UnreadableBatchException.class);
    }

    private static UnreadContactBatch batch(String contacts) {
        return UnreadContactBatch.of((BEFORE + contacts + AFTER).getBytes(UTF_8));
    }
}
