package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.FieldChange;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.database.PlannerSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes what was decided: one statement for each table and kind of change, none where nothing changed. */
public final class SliceWriter {

    private final WriteContext context;
    private final Writes writes;
    private final Standing standing;
    private final List<Function<SqlConnection, Uni<Void>>> statements = new ArrayList<>();

    private SliceWriter(WriteContext context, Writes writes, Standing standing) {
        this.context = context;
        this.writes = writes;
        this.standing = standing;
    }

    public static Uni<Void> write(SqlConnection connection, WriteContext context, Writes writes, Standing standing) {
        SliceWriter writer = new SliceWriter(context, writes, standing);
        writer.contacts();
        writer.links();
        writer.audit();
        return writer.run(connection);
    }

    private void contacts() {
        List<ContactDecision> decisions = writes.contacts();
        add(
                where(decisions, ContactDecision::created),
                (connection, created) -> ContactWriter.insert(connection, context, created));
        add(
                where(decisions, decision -> !decision.created() && decision.visible()),
                (connection, updated) -> ContactWriter.update(connection, context, updated));
        List<Function<SqlConnection, Uni<Void>>> inserts = new ArrayList<>();
        items(ItemTable.INFOS, ContactDecision::infos, inserts);
        items(ItemTable.ADDRESSES, ContactDecision::addresses, inserts);
        items(ItemTable.DATES, ContactDecision::dates, inserts);
        if (!writes.activity().isEmpty()) {
            inserts.add(connection -> AuditWriter.activity(connection, context.runId(), writes.activity()));
        }
        if (!inserts.isEmpty()) {
            statements.add(connection -> PlannerSettings.keepingPlans(connection, all(connection, inserts)));
        }
        add(where(decisions, ContactDecision::provenanceChanged), ContactWriter::provenance);
    }

    private <T extends CrmItem> void items(
            ItemTable<T> table,
            Function<ContactDecision, ItemChanges<T>> part,
            List<Function<SqlConnection, Uni<Void>>> inserts) {
        List<ItemChanges<T>> changes = writes.contacts().stream().map(part).toList();
        statements.addAll(table.changes(changes));
        table.insert(changes).ifPresent(inserts::add);
    }

    private void links() {
        add(writes.links(), (connection, links) -> LinkWriter.links(connection, context, links, writes.aliases()));
        add(StoredPhoto.of(writes.links()), PhotoWriter::photos);
        if (!writes.touched().isEmpty()) {
            statements.add(connection -> LinkWriter.touch(connection, context, writes.touched()));
        }
        List<String> seen = new ArrayList<>(writes.held());
        seen.addAll(writes.touched().keySet());
        writes.links().forEach(link -> {
            seen.add(link.key().externalId());
            seen.add(link.source().externalId());
        });
        if (standing.candidatesOpen()) {
            add(seen, (connection, externalIds) -> LinkWriter.seenAgain(connection, context, externalIds));
        }
        if (standing.quarantineOpen()) {
            add(seen, (connection, externalIds) -> QuarantineWriter.overtaken(connection, context, externalIds));
        }
        add(writes.quarantined(), (connection, aside) -> QuarantineWriter.setAside(connection, context, aside));
        add(writes.tombstones(), (connection, tombstones) -> LinkWriter.tombstones(connection, context, tombstones));
    }

    private void audit() {
        List<FieldChange> history = writes.contacts().stream()
                .flatMap(decision -> decision.history().stream())
                .toList();
        add(writes.answered(), AuditWriter::answered);
        add(writes.review(), AuditWriter::review);
        add(history, (connection, changes) -> AuditWriter.history(connection, context.runId(), changes));
        if (!writes.revived().isEmpty()) {
            statements.add(connection -> AuditWriter.revived(connection, writes.revived()));
        }
    }

    private interface Statement<C> {
        Uni<Void> on(SqlConnection connection, C items);
    }

    private <C extends Collection<?>> void add(C items, Statement<C> statement) {
        if (!items.isEmpty()) {
            statements.add(connection -> statement.on(connection, items));
        }
    }

    private static List<ContactDecision> where(List<ContactDecision> decisions, Predicate<ContactDecision> condition) {
        return decisions.stream().filter(condition).toList();
    }

    /** Issued without waiting for one another: the connection pipelines them in this order. */
    private Uni<Void> run(SqlConnection connection) {
        return statements.isEmpty() ? Uni.createFrom().voidItem() : all(connection, statements);
    }

    private static Uni<Void> all(SqlConnection connection, List<Function<SqlConnection, Uni<Void>>> statements) {
        return Uni.join()
                .all(statements.stream()
                        .map(statement -> statement.apply(connection))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }
}
