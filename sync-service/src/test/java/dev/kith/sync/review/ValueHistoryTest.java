package dev.kith.sync.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.review.ContactProvenance.Change;
import dev.kith.sync.review.ContactProvenance.Link;
import dev.kith.sync.review.ContactProvenance.Source;
import dev.kith.sync.review.ContactProvenance.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueHistoryTest {

    private static final Source SOURCE = new Source("google", "home", "h1");
    private static final Instant SEEN = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant EDITED = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void aValueThatNeverChangedWasObservedWithItsSource() {
        Value told = history(Map.of()).of(email("ann@example.com"));

        assertThat(told.observedAt()).isEqualTo(SEEN);
        assertThat(told.history()).isEmpty();
    }

    @Test
    void ofAListThatAPersonEditedEachValueTellsWhatConcernsIt() {
        ValueHistory history = history(Map.of(
                "emails",
                List.of(new Change(
                        List.of(mail("ann@example.com", "home"), mail("kept@example.com", "home")),
                        List.of(mail("ann@example.com", "work"), mail("kept@example.com", "home")),
                        "key:ann",
                        "edited",
                        EDITED))));

        assertThat(history.of(email("ann@example.com")).history())
                .containsExactly(
                        new Change("ann@example.com (home)", "ann@example.com (work)", "key:ann", "edited", EDITED));
        assertThat(history.of(email("ann@example.com")).observedAt()).isEqualTo(EDITED);
        assertThat(history.of(email("kept@example.com")).history()).isEmpty();
    }

    @Test
    void aLabelIsFoundAmongTheLabels() {
        ValueHistory history = history(
                Map.of("labels", List.of(new Change(List.of(), List.of("Friends"), "key:ann", "edited", EDITED))));

        assertThat(history.of(new Value("label", "Friends", null, List.of(), "Friends", "local", null, List.of()))
                        .history())
                .containsExactly(new Change(null, "Friends", "key:ann", "edited", EDITED));
    }

    private static ValueHistory history(Map<String, List<Change>> changes) {
        return new ValueHistory(changes, List.of(new Link(SOURCE, "new", null, SEEN, false)));
    }

    private static Map<String, Object> mail(String value, String label) {
        return Map.of("value", value, "label", label);
    }

    private static Value email(String address) {
        return new Value("email", address, "home", List.of(SOURCE), address, "source", null, List.of());
    }
}
