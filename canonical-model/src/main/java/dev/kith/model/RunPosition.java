package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Where a batch stands in its run.
 *
 * @param generation counts an account's full runs: links not seen in the generation of a completed full run are
 *     candidates for deletion
 * @param fence the lease's fencing number under which the batch was published: a lower one than the highest applied is
 *     stale
 * @param page 1-based, counted over all streams of the run
 * @param part 1-based part of a page that was too big for one record
 * @param parts how many parts the page has
 * @param last whether this page ends the run; every part of the last page says so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunPosition(
        UUID runId, SyncMode mode, long generation, long fence, int page, int part, int parts, boolean last) {

    public RunPosition {
        Components.present(runId, "runId");
        Components.present(mode, "mode");
        Components.notNegative(generation, "generation");
        Components.notNegative(fence, "fence");
        if (page < 1 || part < 1 || parts < part) {
            throw new InvalidValueException("page and part count from 1 and part may not exceed parts, but page=" + page
                    + " part=" + part + " parts=" + parts);
        }
    }

    public RunPosition part(int newPart, int newParts) {
        return new RunPosition(runId, mode, generation, fence, page, newPart, newParts, last);
    }

    public RunPosition inGeneration(long other) {
        return new RunPosition(runId, mode, other, fence, page, part, parts, last);
    }

    public boolean endsPage() {
        return part == parts;
    }
}
