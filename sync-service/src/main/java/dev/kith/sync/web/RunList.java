package dev.kith.sync.web;

import dev.kith.sync.run.RunView;
import dev.kith.sync.tool.Excerpt;
import java.time.Instant;
import java.util.List;

/**
 * The latest runs.
 *
 * @param cut whether there were more
 */
public record RunList(List<RunLine> lines, boolean cut) {

    static RunList of(Excerpt<RunView> found, Instant now) {
        return new RunList(
                found.items().stream().map(run -> RunLine.of(run, now)).toList(),
                found.meta().truncated());
    }
}
