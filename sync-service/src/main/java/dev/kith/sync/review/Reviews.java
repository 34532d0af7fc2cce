package dev.kith.sync.review;

import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.FieldChange;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.SourceOverwrite;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.crm.ContactEditor;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.HandleChoice;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import dev.kith.sync.review.merge.Merges;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers questions: applies what a person decided, and keeps that it was decided. Each answer is one transaction. */
@ApplicationScoped
public class Reviews {

    private static final String ANSWER = """
            UPDATE contacts_review_items SET status = 'resolved', decision = $2, decided_by = $3, decided_at = now()
            WHERE id = $1 AND status = 'open'
            """;
    private static final String SEPARATE = """
            INSERT INTO contacts_separations (one, other, decided_by)
            SELECT least($1, other), greatest($1, other), $3 FROM unnest($2::uuid[]) other WHERE other <> $1
            ON CONFLICT DO NOTHING
            """;

    private final Pool pool;
    private final ReviewQueries queries;
    private final Merges merges;
    private final Relinking relinking;
    private final Supplier<UUID> ids;
    private final Clock clock;

    Reviews(Pool pool, ReviewQueries queries, Merges merges, Relinking relinking, Supplier<UUID> ids, Clock clock) {
        this.pool = pool;
        this.queries = queries;
        this.merges = merges;
        this.relinking = relinking;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Answers a question. Fails with {@link ReviewRefusedException} when there is none, when it is answered, or when it
     * does not take this answer.
     *
     * @param target the contact to merge with; may be left out where only one comes into question
     */
    public Uni<ReviewItem> resolve(UUID id, ReviewDecision decision, UUID target, String actor) {
        return resolve(id, decision, target, actor, plan -> {});
    }

    /**
     * The same, for whoever saw a plan before.
     *
     * @param check fails when the plan is no longer what was agreed to
     */
    public Uni<ReviewItem> resolve(
            UUID id, ReviewDecision decision, UUID target, String actor, Consumer<ReviewPlan> check) {
        return OptimisticTransaction.in(
                        pool,
                        connection -> question(connection, id, decision)
                                .call(item -> ReviewPlans.of(connection, item, decision, target)
                                        .invoke(check))
                                .call(item -> answer(connection, item, decision, actor))
                                .call(item -> apply(connection, item, decision, target, actor))
                                .call(item -> keep(connection, item, decision, target, actor)))
                .chain(() -> queries.get(pool, id));
    }

    /** What answering would do; fails as answering would. Nothing is changed. */
    public Uni<ReviewPlan> plan(UUID id, ReviewDecision decision, UUID target) {
        return pool.withConnection(connection ->
                question(connection, id, decision).chain(item -> ReviewPlans.of(connection, item, decision, target)));
    }

    private Uni<ReviewItem> question(SqlConnection connection, UUID id, ReviewDecision decision) {
        return queries.get(connection, id).invoke(item -> requireAnswer(item, decision));
    }

    private static void requireAnswer(ReviewItem item, ReviewDecision decision) {
        if (!item.status().equals("open")) {
            throw new ReviewRefusedException(Reason.ANSWERED, "This question is answered already.");
        }
        Set<ReviewDecision> answers = ReviewDecision.answersTo(item.kind());
        if (!answers.contains(decision)) {
            throw new ReviewRefusedException(
                    Reason.NOT_AN_ANSWER,
                    answers.isEmpty()
                            ? "A held run is approved or rejected: POST /api/sync/runs/{runId}/approve or /reject."
                            : "A question of this kind takes "
                                    + answers.stream().map(ReviewDecision::wire).collect(Collectors.joining(", "))
                                    + ".");
        }
    }

    private static Uni<Void> answer(SqlConnection connection, ReviewItem item, ReviewDecision decision, String actor) {
        return Rows.execute(connection, ANSWER, Tuple.of(item.id(), decision.wire(), actor))
                .invoke(hit -> {
                    if (hit == 0) {
                        throw new ReviewRefusedException(Reason.ANSWERED, "This question is answered already.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<?> apply(
            SqlConnection connection, ReviewItem item, ReviewDecision decision, UUID target, String actor) {
        if (item.handle() != null) {
            return decision == ReviewDecision.MERGE
                    ? HandleChoice.choose(connection, item.handle(), item.target(target), actor)
                    : Uni.createFrom().voidItem();
        }
        return switch (decision) {
            case MERGE ->
                item.contactId() == null
                        ? relinking.linkTo(connection, link(item), item.target(target), actor)
                        : merges.merge(connection, item.target(target), item.contactId(), actor);
            case SEPARATE ->
                item.contactId() == null
                        ? relinking
                                .makeAnew(connection, link(item), actor)
                                .chain(contact -> separate(connection, contact, item, target, actor))
                        : separate(connection, item.contactId(), item, target, actor);
            case TAKE_SOURCE -> takeSource(connection, item, actor);
            case ARCHIVE -> ContactEditor.archive(connection, item.contactId());
            case KEEP_LOCAL, DISMISS -> Uni.createFrom().voidItem();
        };
    }

    private static Uni<?> separate(SqlConnection connection, UUID contact, ReviewItem item, UUID target, String actor) {
        List<UUID> others = target == null ? item.candidates() : List.of(target);
        return Rows.execute(
                connection,
                SEPARATE,
                Tuple.of(contact).addArrayOfUUID(others.toArray(UUID[]::new)).addString(actor));
    }

    private Uni<?> takeSource(SqlConnection connection, ReviewItem item, String actor) {
        ScalarField field = item.field();
        return LocalContactLoader.load(connection, List.of(item.contactId())).chain(locals -> {
            LocalContact local = locals.get(item.contactId());
            if (local == null) {
                throw new ReviewRefusedException(Reason.ANSWERED, "The contact is no longer there.");
            }
            if (local.link(link(item)).isEmpty()) {
                throw new ReviewRefusedException(Reason.ANSWERED, "The source no longer speaks of this contact.");
            }
            LocalContact taken = new SourceOverwrite(ids, clock.instant()).take(local, field, link(item));
            FieldChange change = new FieldChange(
                    local.id(),
                    field.column(),
                    local.scalars().get(field),
                    taken.scalars().get(field),
                    actor,
                    FieldRule.TAKEN);
            return ContactWrites.write(
                    connection,
                    List.of(ContactDecision.between(local, taken, link(item), List.of(change))),
                    clock.instant());
        });
    }

    private static LinkKey link(ReviewItem item) {
        return new LinkKey(item.provider(), item.accountId(), item.externalId());
    }

    private static Uni<Void> keep(
            SqlConnection connection, ReviewItem item, ReviewDecision decision, UUID target, String actor) {
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("reviewId", item.id());
        subject.put("kind", item.kind());
        subject.put("decision", decision.wire());
        subject.put("targetId", target);
        subject.put("actor", actor);
        return DecisionLog.note(connection, "review", item.contactId(), subject, actor)
                .chain(() -> DecisionLog.tell(
                        connection,
                        item.contactId(),
                        "contact_review_resolved",
                        "Answered " + item.kind() + " with " + decision.wire(),
                        subject));
    }
}
