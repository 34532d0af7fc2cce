package dev.kith.sync.log.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.Organization;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.log.UnreadEntry;
import dev.kith.sync.provider.RawMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LatestStatesTest {

    private static final AccountKey HOME = new AccountKey("google", "home");

    private final LatestStates states = new LatestStates(Map.of(), "US");

    @Test
    void letsTheFirstStateOfAContactThroughAndNoOlderOne() {
        assertThat(states.of(HOME, entry(7), false)).hasSize(1);
        assertThat(states.of(HOME, entry(5), false)).isEmpty();
        assertThat(states.of(HOME, entry(3), true)).isEmpty();
    }

    @Test
    void aRecordThatWasWrittenOnceMoreHidesNoLaterState() {
        assertThat(states.of(HOME, entry(3), true)).hasSize(1);
        assertThat(states.of(HOME, entry(7), false))
                .singleElement()
                .satisfies(state -> assertThat(state.position().offset()).isEqualTo(7));
        assertThat(states.of(HOME, entry(5), false)).isEmpty();
    }

    @Test
    void mapsWhatTheSourceSaidByTheRulesOfToday() {
        var knowsTitles = new LatestStates(Map.of(HOME.provider(), new TitleMapper()), "US");

        assertThat(knowsTitles.of(
                        HOME, entry(7, JsonNodeFactory.instance.objectNode().put("title", "Pilot")), false))
                .singleElement()
                .satisfies(state -> assertThat(state.contact().organizations())
                        .extracting(Organization::title)
                        .containsExactly("Pilot"));
    }

    @Test
    void takesAContactAsItStandsWhereItsSourcesWordsAreNotKept() {
        var knowsTitles = new LatestStates(Map.of(HOME.provider(), new TitleMapper()), "US");

        assertThat(knowsTitles.of(HOME, entry(7), false))
                .singleElement()
                .satisfies(state -> assertThat(state.contact().displayName()).isEqualTo("Ann"));
    }

    private static final class TitleMapper implements RawMapper {

        @Override
        public String provider() {
            return HOME.provider();
        }

        @Override
        public Optional<CanonicalContact> again(CanonicalContact logged, String region) {
            return Optional.of(CanonicalContact.builder(logged.externalId())
                    .organizations(List.of(new Organization(
                            null, null, logged.raw().path("title").asText(), true)))
                    .build());
        }
    }

    private static UnreadEntry entry(long offset) {
        return entry(offset, null);
    }

    private static UnreadEntry entry(long offset, JsonNode raw) {
        ContactBatch batch = new ContactBatch(
                HOME.provider(),
                HOME.accountId(),
                "contacts",
                new RunPosition(UUID.randomUUID(), SyncMode.FULL, 1, 1, 1, 1, 1, true),
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                true,
                null,
                List.of(CanonicalContact.builder("people/c1")
                        .displayName("Ann")
                        .raw(raw)
                        .build()),
                List.of(),
                List.of(),
                0);
        return new UnreadEntry(
                UnreadContactBatch.of(BatchCodec.write(batch)), new LogPosition("kith.contacts.v1@id", 0, offset));
    }
}
