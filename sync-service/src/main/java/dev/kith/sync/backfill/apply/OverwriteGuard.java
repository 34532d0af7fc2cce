package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.Overwrites;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.backfill.write.OverwriteLedger;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.EnumMap;
import java.util.Map;

/** Stands between deciding and writing: holds a field that a full run overwrites of too many people. */
final class OverwriteGuard {

    private OverwriteGuard() {}

    /** Takes out of what is to be written what is held. */
    static Uni<Void> check(SqlConnection connection, WriteContext context, Writes writes) {
        Map<ScalarField, Integer> now = Overwrites.count(writes.contacts());
        return now.isEmpty() || context.runId() == null
                ? Uni.createFrom().voidItem()
                : OverwriteLedger.load(connection, context.runId())
                        .chain(tally -> tally.counted()
                                ? weigh(connection, context, writes, tally, now)
                                : Uni.createFrom().voidItem());
    }

    private static Uni<Void> weigh(
            SqlConnection connection,
            WriteContext context,
            Writes writes,
            OverwriteLedger.Tally tally,
            Map<ScalarField, Integer> now) {
        if (tally.held() != null) {
            return withhold(connection, context, writes, tally.held());
        }
        Map<ScalarField, Integer> counts = new EnumMap<>(ScalarField.class);
        counts.putAll(tally.counts());
        now.forEach((field, count) -> counts.merge(field, count, Integer::sum));
        if (Overwrites.harmless(counts)) {
            return OverwriteLedger.save(connection, context.runId(), counts, null);
        }
        return OverwriteLedger.people(connection, context.account())
                .chain(people -> Overwrites.tooMany(counts, people)
                        .map(field -> hold(connection, context, writes, counts, field))
                        .orElseGet(() -> OverwriteLedger.save(connection, context.runId(), counts, null)));
    }

    private static Uni<Void> hold(
            SqlConnection connection,
            WriteContext context,
            Writes writes,
            Map<ScalarField, Integer> counts,
            ScalarField field) {
        return withhold(connection, context, writes, field)
                .chain(() -> OverwriteLedger.takeBack(connection, context.runId(), field))
                .chain(() -> OverwriteLedger.save(connection, context.runId(), counts, field));
    }

    private static Uni<Void> withhold(
            SqlConnection connection, WriteContext context, Writes writes, ScalarField field) {
        return OverwriteLedger.withheld(connection, context.runId(), field, Overwrites.withhold(writes, field));
    }
}
