package dev.kith.sync.backfill.write;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns a list of things to write into one array per column, the form {@code unnest} takes. */
final class Columns<T> {

    private final List<T> items;
    private final Tuple tuple;

    Columns(List<T> items) {
        this(items, Tuple.tuple());
    }

    /** Starts with single values before the arrays. */
    Columns(List<T> items, Tuple first) {
        this.items = items;
        this.tuple = first;
    }

    Columns<T> uuid(Function<T, UUID> column) {
        tuple.addArrayOfUUID(items.stream().map(column).toArray(UUID[]::new));
        return this;
    }

    Columns<T> text(Function<T, String> column) {
        tuple.addArrayOfString(items.stream().map(column).toArray(String[]::new));
        return this;
    }

    Columns<T> integer(Function<T, Integer> column) {
        tuple.addArrayOfInteger(items.stream().map(column).toArray(Integer[]::new));
        return this;
    }

    Columns<T> number(Function<T, Long> column) {
        tuple.addArrayOfLong(items.stream().map(column).toArray(Long[]::new));
        return this;
    }

    Columns<T> flag(Predicate<T> column) {
        tuple.addArrayOfBoolean(items.stream().map(column::test).toArray(Boolean[]::new));
        return this;
    }

    Tuple tuple() {
        return tuple;
    }
}
