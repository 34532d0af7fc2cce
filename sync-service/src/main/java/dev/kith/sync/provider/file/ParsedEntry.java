package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.sync.tool.ImportError;
import java.util.List;

/**
 * One card or record of a file.
 *
 * @param row 1-based
 * @param line 1-based line of the file it begins at; {@code null} where lines mean nothing
 * @param contact {@code null} when it is no contact, or nothing of it could be read
 * @param groups the groups it says the contact is in, or the group it is
 * @param errors what of it could not be read; never empty when it is neither contact nor group
 * @param stray whether it is no entry of the file's kind at all
 */
record ParsedEntry(
        int row,
        Integer line,
        CanonicalContact contact,
        List<CanonicalGroup> groups,
        List<ImportError> errors,
        boolean stray) {

    ParsedEntry {
        groups = List.copyOf(groups);
        errors = List.copyOf(errors);
    }

    ParsedEntry(
            int row, Integer line, CanonicalContact contact, List<CanonicalGroup> groups, List<ImportError> errors) {
        this(row, line, contact, groups, errors, false);
    }

    static ParsedEntry broken(int row, Integer line, String field, String message) {
        return broken(row, line, List.of(new ImportError(row, line, field, message)));
    }

    static ParsedEntry broken(int row, Integer line, List<ImportError> errors) {
        return new ParsedEntry(row, line, null, List.of(), errors);
    }

    /** Whether it stands for a group, and for nobody. */
    boolean group() {
        return contact == null && !groups.isEmpty();
    }
}
