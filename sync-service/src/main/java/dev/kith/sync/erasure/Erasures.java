package dev.kith.sync.erasure;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.identity.IdentityKeys;
import dev.kith.sync.backfill.write.AdvisoryLocks;
import dev.kith.sync.backfill.write.IncompleteCrm;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.Rows;
import dev.kith.sync.database.SqlFailures;
import dev.kith.sync.interaction.HandleKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Erases people: the contact, those merged into it, and every trace of them in one transaction, which also remembers by
 * digests whom no source may bring back. The log follows.
 */
@ApplicationScoped
public class Erasures {

    private static final String INTERACTIONS = """
            SELECT (SELECT count(*) FROM interactions WHERE contact_id = ANY ($1))
                 + (SELECT count(*) FROM contacts_waiting_interactions WHERE handle = ANY ($2)) AS interactions
            """;
    // Without their contacts nobody can say who shares a number, and who was merged into whom.
    private static final String INCOMPLETE = "SELECT " + IncompleteCrm.CONDITION + " AS incomplete";
    private static final String NOTE = "INSERT INTO contacts_erasures (id, asked_by) VALUES ($1, $2)";
    private static final String FIND =
            "SELECT id, asked_by, erased_at, log_rewritten_at, problem FROM contacts_erasures WHERE id = $1";

    private final Pool pool;
    private final Supplier<UUID> ids;
    private final ErasedPeople erased;
    private final SubjectLoader subjects;

    public Erasures(Pool pool, Supplier<UUID> ids, ErasedPeople erased, DefaultRegion region) {
        this.pool = pool;
        this.ids = ids;
        this.erased = erased;
        this.subjects = new SubjectLoader(region.code());
    }

    /** What erasing would remove; nothing is. */
    public Uni<ErasurePlan> plan(UUID contactId) {
        return OptimisticTransaction.in(
                pool, connection -> load(connection, contactId).chain(subject -> plan(connection, subject)));
    }

    /**
     * Erases somebody.
     *
     * @param actor who decided
     * @param agreed fails unless what is removed is what was agreed to
     */
    public Uni<Erasure> erase(UUID contactId, String actor, Consumer<ErasurePlan> agreed) {
        UUID erasureId = ids.get();
        return OptimisticTransaction.in(
                        pool,
                        connection -> locked(connection, contactId)
                                .call(subject -> plan(connection, subject).invoke(agreed))
                                .chain(subject -> erase(connection, subject))
                                .chain(() -> Rows.execute(connection, NOTE, Tuple.of(erasureId, actor))))
                .onFailure(SqlFailures::foreignKey)
                .transform(refusal -> ErasureRefusedException.referredTo(((PgException) refusal).getTable()))
                .chain(() -> find(erasureId))
                .map(Optional::orElseThrow);
    }

    /** What became of it. */
    public Uni<Optional<Erasure>> find(UUID erasureId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(erasureId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Erasure(
                                row.getUUID("id"),
                                row.getString("asked_by"),
                                Rows.instant(row, "erased_at"),
                                Rows.instant(row, "log_rewritten_at"),
                                row.getString("problem")))
                        .findFirst());
    }

    /** Whoever was about to link an entry to the person has done so, or waits. */
    private Uni<Subject> locked(SqlConnection connection, UUID contactId) {
        return load(connection, contactId)
                .call(subject ->
                        AdvisoryLocks.take(connection, subject.marks().stream().map(IdentityKeys::stripe)))
                .chain(subject -> subjects.load(connection, contactId));
    }

    private Uni<Subject> load(SqlConnection connection, UUID contactId) {
        return connection.query(INCOMPLETE).execute().chain(rows -> {
            if (rows.iterator().next().getBoolean("incomplete")) {
                throw ErasureRefusedException.incomplete();
            }
            return subjects.load(connection, contactId);
        });
    }

    private Uni<Void> erase(SqlConnection connection, Subject subject) {
        return erased.remember(connection, subject.marks()).chain(() -> Removal.of(connection, subject));
    }

    private static Uni<ErasurePlan> plan(SqlConnection connection, Subject subject) {
        Tuple arguments = Tuple.tuple()
                .addArrayOfUUID(subject.contacts().toArray(UUID[]::new))
                .addArrayOfString(
                        subject.handles().stream().map(HandleKey::text).toArray(String[]::new));
        return connection
                .preparedQuery(INTERACTIONS)
                .execute(arguments)
                .map(rows -> new ErasurePlan(
                        subject.id(),
                        subject.contacts(),
                        subject.links().stream().map(ErasurePlan.Source::of).toList(),
                        rows.iterator().next().getLong("interactions"),
                        subject.sharedWith()));
    }
}
