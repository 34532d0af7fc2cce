package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the rows of one table of items: a statement each for what is new, what changed and what is gone. */
final class ItemTable<T extends CrmItem> {

    static final ItemTable<InfoItem> INFOS = new ItemTable<>(
            "contact_info",
            List.of("type", "value", "label", "is_primary"),
            List.of("text", "text", "text", "bool"),
            (columns, item) -> columns.text(row -> item.apply(row).type())
                    .text(row -> item.apply(row).value())
                    .text(row -> item.apply(row).label())
                    .flag(row -> item.apply(row).primary()));

    static final ItemTable<AddressItem> ADDRESSES = new ItemTable<>(
            "addresses",
            List.of("label", "line_1", "line_2", "city", "province", "postal_code", "country", "is_current"),
            List.of("text", "text", "text", "text", "text", "text", "text", "bool"),
            (columns, item) -> columns.text(row -> item.apply(row).label())
                    .text(row -> item.apply(row).line1())
                    .text(row -> item.apply(row).line2())
                    .text(row -> item.apply(row).city())
                    .text(row -> item.apply(row).province())
                    .text(row -> item.apply(row).postalCode())
                    .text(row -> item.apply(row).country())
                    .flag(row -> item.apply(row).current()));

    static final ItemTable<DateItem> DATES = new ItemTable<>(
            "important_dates",
            List.of("label", "year", "month", "day"),
            List.of("text", "int", "int", "int"),
            (columns, item) -> columns.text(row -> item.apply(row).label())
                    .integer(row -> item.apply(row).year())
                    .integer(row -> item.apply(row).month())
                    .integer(row -> item.apply(row).day()));

    /** A row to write: its id and contact, the item it becomes and the item it was. */
    private record Change<T extends CrmItem>(ItemRow<T> row, T before) {

        T after() {
            return row.item();
        }
    }

    private final BiFunction<Columns<Change<T>>, Function<Change<T>, T>, Columns<Change<T>>> columnsOf;
    private final String insert;
    private final String update;
    private final String delete;

    private ItemTable(
            String table,
            List<String> columns,
            List<String> types,
            BiFunction<Columns<Change<T>>, Function<Change<T>, T>, Columns<Change<T>>> columnsOf) {
        this.columnsOf = columnsOf;
        String names = String.join(", ", columns);
        List<String> before = columns.stream().map(column -> "old_" + column).toList();
        String stored = columns.stream()
                .map(column -> column.startsWith("is_") ? "coalesce(t." + column + ", false)" : "t." + column)
                .collect(Collectors.joining(", "));
        String unmoved = "(" + stored + ") IS NOT DISTINCT FROM ("
                + before.stream().map(column -> "u." + column).collect(Collectors.joining(", ")) + ")";
        insert = "INSERT INTO " + table + " (id, contact_id, " + names
                + ") SELECT * FROM unnest($1::uuid[], $2::uuid[], " + arrays(types, 3) + ")";
        update = "UPDATE " + table + " t SET "
                + columns.stream().map(column -> column + " = u." + column).collect(Collectors.joining(", "))
                + " FROM unnest($1::uuid[], " + arrays(types, 2) + ", " + arrays(types, 2 + types.size())
                + ") AS u (id, "
                + Stream.concat(columns.stream(), before.stream()).collect(Collectors.joining(", "))
                + ") WHERE t.id = u.id AND " + unmoved;
        delete = "DELETE FROM " + table + " t USING unnest($1::uuid[], " + arrays(types, 2) + ") AS u (id, "
                + String.join(", ", before) + ") WHERE t.id = u.id AND " + unmoved;
    }

    private static String arrays(List<String> types, int first) {
        return IntStream.range(0, types.size())
                .mapToObj(index -> "$" + (first + index) + "::" + types.get(index) + "[]")
                .collect(Collectors.joining(", "));
    }

    /** The statements that remove and update rows, in the order to issue them: what goes makes room for what comes. */
    List<Function<SqlConnection, Uni<Void>>> changes(List<ItemChanges<T>> changes) {
        List<Change<T>> deleted =
                flat(changes, change -> change.deleted().stream().map(row -> new Change<>(row, row.item())));
        List<Change<T>> updated = flat(
                changes,
                change -> change.updated().stream()
                        .map(one -> new Change<>(
                                new ItemRow<>(one.row().id(), one.row().contactId(), one.item()),
                                one.row().item())));
        List<Function<SqlConnection, Uni<Void>>> statements = new ArrayList<>();
        if (!deleted.isEmpty()) {
            statements.add(connection -> Rows.executeAll(
                    connection,
                    delete,
                    columnsOf.apply(ids(deleted), Change::before).tuple(),
                    deleted.size()));
        }
        if (!updated.isEmpty()) {
            statements.add(connection -> Rows.executeAll(
                    connection,
                    update,
                    columnsOf
                            .apply(columnsOf.apply(ids(updated), Change::after), Change::before)
                            .tuple(),
                    updated.size()));
        }
        return statements;
    }

    /** The statement that adds rows, if there are any. */
    Optional<Function<SqlConnection, Uni<Void>>> insert(List<ItemChanges<T>> changes) {
        List<Change<T>> inserted =
                flat(changes, change -> change.inserted().stream().map(row -> new Change<>(row, null)));
        return inserted.isEmpty()
                ? Optional.empty()
                : Optional.of(connection -> Rows.executeAll(
                        connection,
                        insert,
                        columnsOf
                                .apply(ids(inserted).uuid(change -> change.row().contactId()), Change::after)
                                .tuple(),
                        inserted.size()));
    }

    private Columns<Change<T>> ids(List<Change<T>> changes) {
        return new Columns<>(changes).uuid(change -> change.row().id());
    }

    private List<Change<T>> flat(List<ItemChanges<T>> changes, Function<ItemChanges<T>, Stream<Change<T>>> part) {
        return changes.stream().flatMap(part).toList();
    }
}
