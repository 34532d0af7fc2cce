package dev.kith.sync.provider.file;

import dev.kith.sync.tool.ImportError;
import java.util.ArrayList;
import java.util.List;

/** Gathers what of one entry could not be read. */
final class EntryErrors {

    private final int row;
    private final Integer line;
    private final List<ImportError> errors = new ArrayList<>();

    EntryErrors(int row, Integer line) {
        this.row = row;
        this.line = line;
    }

    void add(String field, String message) {
        errors.add(new ImportError(row, line, field, message));
    }

    /** Adds it unless something was said of one of the fields. */
    void addIfNone(String field, String other, String message) {
        if (errors.stream()
                .noneMatch(error -> error.field().equals(field) || error.field().equals(other))) {
            add(field, message);
        }
    }

    List<ImportError> list() {
        return errors;
    }
}
