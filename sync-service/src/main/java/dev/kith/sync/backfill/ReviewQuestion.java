package dev.kith.sync.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.UUID;

/**
 * A question for a person.
 *
 * @param subject names the question: the same one is not asked twice while it is open
 */
public record ReviewQuestion(Kind kind, String subject, UUID contactId, LinkKey link, JsonNode evidence) {

    /** Two contacts that may be one person, whichever is named first. */
    public static ReviewQuestion possibleDuplicate(UUID contact, UUID other, LinkKey link, JsonNode evidence) {
        return new ReviewQuestion(
                Kind.POSSIBLE_DUPLICATE, ContactPair.of(contact, other).subject(), contact, link, evidence);
    }

    /**
     * A contact that one of its sources deleted.
     *
     * @param others accounts that still hold it
     */
    public static ReviewQuestion archivalCandidate(UUID contact, LinkKey link, List<String> others) {
        JsonNode evidence = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "reason",
                        others.isEmpty()
                                ? "no source holds it any more"
                                : "still held by " + String.join(", ", others));
        return new ReviewQuestion(Kind.ARCHIVAL_CANDIDATE, link.text(), contact, link, evidence);
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
