package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.Rows;
import dev.kith.sync.review.ContactWrites;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Merges once more, in a CRM that is made anew, what people had merged. Links lead to the survivor already, and with them
 * what its sources say: what is left is what people had written into the losing contact, and that it is gone.
 */
@ApplicationScoped
public class MergesAgain {

    private static final String NEXT = """
            SELECT id, merged_at, survivor_id, loser_id, snapshot::text AS snapshot FROM contacts_merges
            WHERE undone_at IS NULL AND (merged_at, id) > ($1, $2) ORDER BY merged_at, id LIMIT 1
            """;
    private static final String GIVE_UP = """
            UPDATE contacts SET merged_into = $2, listed = false,
                   archived_at = coalesce(archived_at, (SELECT merged_at FROM contacts_merges WHERE id = $3))
            WHERE id = $1 AND merged_into IS NULL
            """;
    private static final String REPOINT = "UPDATE contacts SET merged_into = $2 WHERE merged_into = $1";

    /** A merge that stands. */
    public record Standing(UUID id, Instant mergedAt, UUID survivor, UUID loser, MergeSnapshot snapshot) {}

    private final Pool pool;
    private final Clock clock;

    MergesAgain(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The merge that was made next after one, or the first of all after {@code null}; {@code null} after the last. */
    public Uni<Standing> next(Standing after) {
        Tuple reached = after == null
                ? Tuple.of(Rows.time(Instant.EPOCH), new UUID(0, 0))
                : Tuple.of(Rows.time(after.mergedAt()), after.id());
        return pool.preparedQuery(NEXT)
                .execute(reached)
                .map(rows -> rows.size() == 0 ? null : standing(rows.iterator().next()));
    }

    private static Standing standing(Row row) {
        return new Standing(
                row.getUUID("id"),
                Rows.instant(row, "merged_at"),
                row.getUUID("survivor_id"),
                row.getUUID("loser_id"),
                Rows.read(row.getString("snapshot"), MergeSnapshot.class));
    }

    /** Doing it twice changes nothing. */
    public Uni<Void> apply(Standing merge) {
        return OptimisticTransaction.in(pool, connection -> apply(connection, merge));
    }

    private Uni<Void> apply(SqlConnection connection, Standing merge) {
        return LocalContactLoader.load(connection, List.of(merge.survivor())).chain(found -> {
            LocalContact survivor = found.get(merge.survivor());
            return survivor == null
                    ? Uni.createFrom().voidItem()
                    : values(connection, survivor, merge).chain(() -> giveUp(connection, merge));
        });
    }

    private Uni<Void> values(SqlConnection connection, LocalContact survivor, Standing merge) {
        return merge.snapshot().addedNothing()
                ? Uni.createFrom().voidItem()
                : ContactWrites.write(
                        connection,
                        List.of(ContactDecision.between(
                                survivor, withWritten(survivor, merge.snapshot()), null, List.of())),
                        clock.instant());
    }

    private static Uni<Void> giveUp(SqlConnection connection, Standing merge) {
        Tuple both = Tuple.of(merge.loser(), merge.survivor());
        return Rows.execute(connection, MergeStore.PUT_ON_LABELS, both)
                .chain(() -> Rows.execute(connection, REPOINT, both))
                .chain(() -> Rows.execute(connection, GIVE_UP, Tuple.of(merge.loser(), merge.survivor(), merge.id())))
                .replaceWithVoid();
    }

    /**
     * The contact with the values that the merge brought and no source had put there, and without those of sources that a
     * person had removed before.
     */
    private static LocalContact withWritten(LocalContact survivor, MergeSnapshot snapshot) {
        ContactState before = snapshot.survivor();
        ContactState after = snapshot.merged();
        return survivor.with(
                survivor.scalars(),
                with(
                        survivor.infos(),
                        before,
                        after,
                        ContactState::infos,
                        after.provenance().infos().keySet()),
                with(
                        survivor.addresses(),
                        before,
                        after,
                        ContactState::addresses,
                        after.provenance().addresses().keySet()),
                with(
                        survivor.dates(),
                        before,
                        after,
                        ContactState::dates,
                        after.provenance().dates().keySet()),
                survivor.provenance());
    }

    private static <T extends CrmItem> List<ItemRow<T>> with(
            List<ItemRow<T>> rows,
            ContactState before,
            ContactState after,
            Function<ContactState, List<ItemRow<T>>> kind,
            Set<String> sourced) {
        Set<String> there = keys(rows);
        there.addAll(keys(kind.apply(before)));
        there.addAll(sourced);
        Set<String> removed = new HashSet<>(sourced);
        removed.removeAll(keys(kind.apply(after)));
        List<ItemRow<T>> all = rows.stream()
                .filter(row -> !removed.contains(row.item().key()))
                .collect(Collectors.toCollection(ArrayList::new));
        kind.apply(after).stream()
                .filter(row -> !there.contains(row.item().key()))
                .forEach(all::add);
        return all;
    }

    private static <T extends CrmItem> Set<String> keys(List<ItemRow<T>> rows) {
        return rows.stream().map(row -> row.item().key()).collect(Collectors.toSet());
    }
}
