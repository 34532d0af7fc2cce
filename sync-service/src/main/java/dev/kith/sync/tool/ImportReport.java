package dev.kith.sync.tool;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kith.sync.run.RunView;
import java.util.List;
import java.util.UUID;

/** What an import did so far. */
public record ImportReport(
        UUID runId,
        int imported,
        int skipped,
        List<ImportError> errors,
        @JsonIgnore boolean complete) {

    static ImportReport of(RunView run, List<ImportError> errors) {
        return new ImportReport(
                run.runId(),
                run.summary().applied(),
                run.summary().skipped(),
                errors,
                run.state().ended());
    }
}
