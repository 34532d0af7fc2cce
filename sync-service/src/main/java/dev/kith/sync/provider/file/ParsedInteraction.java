package dev.kith.sync.provider.file;

import dev.kith.sync.tool.ImportError;
import java.util.List;

/**
 * One record of a file of interactions.
 *
 * @param row 1-based
 * @param line 1-based line of the file it begins at
 * @param interaction {@code null} when it is none
 * @param errors what of it could not be read; never empty when it is none
 */
record ParsedInteraction(int row, int line, ImportedInteraction interaction, List<ImportError> errors) {

    ParsedInteraction {
        errors = List.copyOf(errors);
    }

    static ParsedInteraction broken(int row, int line, String field, String message) {
        return new ParsedInteraction(row, line, null, List.of(new ImportError(row, line, field, message)));
    }
}
