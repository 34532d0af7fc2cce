package dev.kith.sync.tool;

import dev.kith.sync.backfill.apply.QuarantineRetry;
import dev.kith.sync.interaction.InteractionRetry;
import dev.kith.sync.log.DeadLetterRedrive;
import dev.kith.sync.review.DeadLetter;
import dev.kith.sync.review.FailureQueries;
import dev.kith.sync.review.QuarantinedContact;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** What could not be applied, and another attempt at it. */
@ApplicationScoped
public class FailureOperations {

    private static final String OPEN = "open";
    private static final Set<String> OF_CONTACTS = Set.of(OPEN, "resolved");
    private static final Set<String> OF_RECORDS = Set.of(OPEN, "redriven");

    private final FailureQueries failures;
    private final QuarantineRetry quarantine;
    private final InteractionRetry interactions;
    private final DeadLetterRedrive deadLetters;

    FailureOperations(
            FailureQueries failures,
            QuarantineRetry quarantine,
            InteractionRetry interactions,
            DeadLetterRedrive deadLetters) {
        this.failures = failures;
        this.quarantine = quarantine;
        this.interactions = interactions;
        this.deadLetters = deadLetters;
    }

    public Uni<Excerpt<QuarantinedContact>> quarantine(String status, String limit) {
        String wanted = orOpen(Arguments.oneOf("status", status, OF_CONTACTS));
        return Excerpt.read(Arguments.limit(limit), "status", most -> failures.quarantine(wanted, most));
    }

    public Uni<Excerpt<DeadLetter>> deadLetters(String status, String limit) {
        String wanted = orOpen(Arguments.oneOf("status", status, OF_RECORDS));
        return Excerpt.read(Arguments.limit(limit), "status", most -> failures.deadLetters(wanted, most));
    }

    /** Tries once more to apply a contact, a call or a message that was set aside. */
    public Uni<QuarantineRetry.Outcome> retry(UUID id) {
        return interactions
                .retry(id)
                .chain(outcome -> outcome == QuarantineRetry.Outcome.UNKNOWN
                        ? quarantine.retry(id)
                        : Uni.createFrom().item(outcome));
    }

    /** Applies a dead letter once more, at the position it has in the log. */
    public Uni<DeadLetterRedrive.Outcome> redrive(UUID id, String actor) {
        return deadLetters.redrive(id, actor);
    }

    private static String orOpen(String status) {
        return status == null ? OPEN : status;
    }
}
