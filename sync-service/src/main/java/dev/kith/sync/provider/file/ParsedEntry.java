package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.sync.tool.ImportError;
import java.util.List;

/**
 * One card or record of a file.
 *
 * @param contact {@code null} when nothing of it could be read
 * @param groups the groups it says the contact is in
 * @param errors what of it could not be read
 */
record ParsedEntry(CanonicalContact contact, List<CanonicalGroup> groups, List<ImportError> errors) {

    static ParsedEntry of(CanonicalContact contact, List<CanonicalGroup> groups) {
        return new ParsedEntry(contact, groups, List.of());
    }

    static ParsedEntry broken(int row, Integer line, String field, String message) {
        return new ParsedEntry(null, List.of(), List.of(new ImportError(row, line, field, message)));
    }
}
