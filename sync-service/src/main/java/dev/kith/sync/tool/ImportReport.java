package dev.kith.sync.tool;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kith.sync.run.RunView;
import java.util.List;
import java.util.UUID;

/**
 * What an import did so far.
 *
 * @param imported contacts that were made or changed, interactions that found their contact
 * @param skipped what was there already as the file has it, groups, and interactions that wait for their contact
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
