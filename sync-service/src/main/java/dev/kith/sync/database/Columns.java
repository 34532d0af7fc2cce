package dev.kith.sync.database;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns a list of things to write into one array per column, the form {@code unnest} takes. */
public final class Columns<T> {

    private final List<T> items;
    private final Tuple tuple;

    public Columns(List<T> items) {
        this(items, Tuple.tuple());
    }

    /** Starts with single values before the arrays. */
    public Columns(List<T> items, Tuple first) {
        this.items = items;
        this.tuple = first;
    }

    public Columns<T> uuid(Function<T, UUID> column) {
        tuple.addArrayOfUUID(items.stream().map(column).toArray(UUID[]::new));
        return this;
    }

    public Columns<T> text(Function<T, String> column) {
        tuple.addArrayOfString(items.stream().map(column).toArray(String[]::new));
        return this;
    }

    public Columns<T> integer(Function<T, Integer> column) {
        tuple.addArrayOfInteger(items.stream().map(column).toArray(Integer[]::new));
        return this;
    }

    public Columns<T> number(Function<T, Long> column) {
        tuple.addArrayOfLong(items.stream().map(column).toArray(Long[]::new));
        return this;
    }

    public Columns<T> time(Function<T, Instant> column) {
        tuple.addArrayOfOffsetDateTime(items.stream()
                .map(item -> column.apply(item).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
        return this;
    }

    public Columns<T> flag(Predicate<T> column) {
        tuple.addArrayOfBoolean(items.stream().map(column::test).toArray(Boolean[]::new));
        return this;
    }

    public Tuple tuple() {
        return tuple;
    }
}
