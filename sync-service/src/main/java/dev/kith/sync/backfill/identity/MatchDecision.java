package dev.kith.sync.backfill.identity;

import java.util.List;
import java.util.UUID;

/** Whether a contact that no link knows is one the CRM already holds. */
public sealed interface MatchDecision {

    /** The rung that decided. */
    Rung rung();

    /**
     * It is this contact.
     *
     * @param matched the value both share
     */
    record Linked(UUID contactId, Rung rung, String matched) implements MatchDecision {}

    /** Nobody in the CRM is a candidate. */
    record NewContact() implements MatchDecision {
        @Override
        public Rung rung() {
            return Rung.NEW;
        }
    }

    /**
     * There are candidates, but no certainty: it is kept on its own and a person decides.
     *
     * @param matched the value all share
     */
    record Ambiguous(Rung rung, String matched, Reason reason, List<UUID> candidates) implements MatchDecision {}

    /** Why candidates were not enough. */
    enum Reason {
        SEVERAL_CANDIDATES("several contacts hold this value"),
        SHARED("several people share this value"),
        NAMES_CONTRADICT("the names contradict each other"),
        SAME_ACCOUNT("both are entries of the same account"),
        TAGGED_ADDRESS("their addresses differ by a tag alone");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
