package dev.kith.sync.tool;

import java.util.List;

/**
 * What is known of an imported file beyond its run.
 *
 * @param groups cards that are groups, and nobody
 * @param errors what could not be imported
 */
public record ImportFindings(int groups, List<ImportError> errors) {

    static final ImportFindings NONE = new ImportFindings(0, List.of());

    public ImportFindings {
        errors = List.copyOf(errors);
    }
}
