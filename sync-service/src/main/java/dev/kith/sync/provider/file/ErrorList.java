package dev.kith.sync.provider.file;

import dev.kith.sync.tool.ImportError;
import java.util.ArrayList;
import java.util.List;

/** Errors of a file: enough to see what is wrong with it, and a count of the rest. */
final class ErrorList {

    private static final int MOST = 1_000;

    private final List<ImportError> errors = new ArrayList<>();
    private int unlisted;

    void add(ImportError error) {
        if (errors.size() < MOST) {
            errors.add(error);
        } else {
            unlisted++;
        }
    }

    List<ImportError> all() {
        List<ImportError> all = new ArrayList<>(errors);
        if (unlisted > 0) {
            all.add(new ImportError(0, null, "file", unlisted + " more errors are not listed."));
        }
        return all;
    }
}
