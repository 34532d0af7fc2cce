package dev.kith.sync.provider.file;

import static dev.kith.model.UnicodeText.stripped;

import dev.kith.model.CustomField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The values of one record by the names of their columns. Remembers which were asked for, so that none is overlooked. */
final class CsvRow {

    private final CsvColumns columns;
    private final List<String> values;
    private final Set<Integer> taken = new HashSet<>();

    CsvRow(CsvColumns columns, List<String> values) {
        this.columns = columns;
        this.values = values;
    }

    CsvColumns columns() {
        return columns;
    }

    /** The value of the first of these columns that holds one; {@code null} when none does. */
    String take(String... names) {
        String found = null;
        for (String name : names) {
            Integer column = columns.index(name);
            String value = column == null ? null : value(column);
            if (value != null && found == null) {
                found = value;
                taken.add(column);
            }
        }
        return found;
    }

    private String value(int column) {
        return column < values.size() ? stripped(values.get(column)) : null;
    }

    /** What nobody asked for, by the names of its columns. */
    List<CustomField> rest() {
        List<CustomField> rest = new ArrayList<>();
        for (int column = 0; column < values.size(); column++) {
            String value = value(column);
            if (value != null && !taken.contains(column)) {
                rest.add(new CustomField(columns.name(column), value));
            }
        }
        return rest;
    }

    /** The record as its file holds it, empty values left out. */
    List<CustomField> all() {
        List<CustomField> all = new ArrayList<>();
        for (int column = 0; column < values.size(); column++) {
            if (value(column) != null) {
                all.add(new CustomField(columns.name(column), value(column)));
            }
        }
        return all;
    }
}
