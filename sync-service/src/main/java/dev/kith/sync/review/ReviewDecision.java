package dev.kith.sync.review;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a person may answer to a question. */
public enum ReviewDecision {
    /** Both are one person. */
    MERGE,
    /** They are two people, and are not asked about again. */
    SEPARATE,
    /** The CRM's value stays, until the source moves again. */
    KEEP_LOCAL,
    /** The source's value is right, and the source owns the field from now on. */
    TAKE_SOURCE,
    /** The contact is taken out of all lists. */
    ARCHIVE,
    /** Nothing is to be done. */
    DISMISS;

    private static final Set<ReviewDecision> ABOUT_IDENTITY = EnumSet.of(MERGE, SEPARATE, DISMISS);

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReviewDecision> of(String wire) {
        return Stream.of(values())
                .filter(decision -> decision.wire().equals(wire))
                .findFirst();
    }

    /** The answers a kind of question takes; none for what is decided elsewhere. */
    public static Set<ReviewDecision> answersTo(String kind) {
        return switch (kind) {
            case "ambiguous_match", "possible_duplicate" -> ABOUT_IDENTITY;
            case "placeholder" -> EnumSet.of(MERGE, ARCHIVE, DISMISS);
            case "field_conflict" -> EnumSet.of(KEEP_LOCAL, TAKE_SOURCE, DISMISS);
            case "archival_candidate" -> EnumSet.of(ARCHIVE, DISMISS);
            default -> EnumSet.noneOf(ReviewDecision.class);
        };
    }
}
