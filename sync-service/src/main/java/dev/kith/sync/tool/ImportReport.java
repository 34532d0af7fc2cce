package dev.kith.sync.tool;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kith.sync.run.RunView;
import java.util.List;
import java.util.UUID;

/**
 * What an import did so far.
 *
 * @param imported contacts that were made or changed
 * @param skipped contacts that were there already as the file has them, and groups
 */
public record ImportReport(
        UUID runId,
        int imported,
        int skipped,
        List<ImportError> errors,
        @JsonIgnore boolean complete) {

    static ImportReport of(RunView run, ImportFindings findings) {
        return new ImportReport(
                run.runId(),
                run.summary().applied(),
                run.summary().skipped() + findings.groups(),
                findings.errors(),
                run.state().ended());
    }
}
