package dev.kith.sync.backfill.identity;

import java.util.List;
import java.util.UUID;

/** Whether a contact that no link knows is one the CRM already holds. */
public sealed interface MatchDecision {

    /** The rung that decided. */
    Rung rung();

    /** It is this contact. */
    record Linked(UUID contactId, Rung rung) implements MatchDecision {}

    /** Nobody in the CRM is a candidate. */
    record NewContact() implements MatchDecision {
        @Override
        public Rung rung() {
            return Rung.NEW;
        }
    }

    /** There are candidates, but no certainty: it is kept on its own and a person decides. */
    record Ambiguous(Rung rung, Reason reason, List<UUID> candidates) implements MatchDecision {}

    /** Why candidates were not enough. */
    enum Reason {
        SEVERAL_CANDIDATES("several contacts hold this value"),
        NAMES_CONTRADICT("the names contradict each other"),
        SAME_ACCOUNT("both are entries of the same account");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
