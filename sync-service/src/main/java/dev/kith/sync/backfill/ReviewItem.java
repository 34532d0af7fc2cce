package dev.kith.sync.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * A question for a person.
 *
 * @param subject names the question: the same one is not asked twice while it is open
 */
public record ReviewItem(Kind kind, String subject, UUID contactId, LinkKey link, JsonNode evidence) {

    /** Two contacts that may be one person, whichever is named first. */
    public static ReviewItem possibleDuplicate(UUID contact, UUID other, LinkKey link, JsonNode evidence) {
        return new ReviewItem(
                Kind.POSSIBLE_DUPLICATE, ContactPair.of(contact, other).subject(), contact, link, evidence);
    }

    /** The kinds outsiders know. */
    public enum Kind {
        AMBIGUOUS_MATCH("ambiguous_match"),
        POSSIBLE_DUPLICATE("possible_duplicate"),
        FIELD_CONFLICT("field_conflict"),
        ARCHIVAL_CANDIDATE("archival_candidate"),
        HELD_RUN("held_run"),
        PLACEHOLDER("placeholder");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
