package dev.kith.sandbox.mac;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values by column. Those that the schema at hand does not have are not written. */
public final class Row {

    private final Map<String, Object> values = new LinkedHashMap<>();

    private Row() {}

    public static Row of(String column, Object value) {
        return new Row().and(column, value);
    }

    public Row and(String column, Object value) {
        values.put(column, value);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }
}
