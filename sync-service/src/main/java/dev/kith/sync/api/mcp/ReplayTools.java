package dev.kith.sync.api.mcp;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.log.replay.ReplayView;
import dev.kith.sync.tool.ReplayOperations;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deciding once more what the log holds. */
@ApplicationScoped
class ReplayTools {

    private final ReplayOperations replays;
    private final ToolAnswers answers;

    ReplayTools(ReplayOperations replays, ToolAnswers answers) {
        this.replays = replays;
        this.answers = answers;
    }

    @Tool(
            name = "contacts_replay",
            description =
                    "Decides once more what the log of all sources holds, by today's rules. It only tells what would"
                            + " change unless dry_run is false. Answers at once; call it again with replay_id to see how it goes.",
            annotations =
                    @Tool.Annotations(
                            title = "Replay the log",
                            readOnlyHint = false,
                            destructiveHint = true,
                            idempotentHint = true,
                            openWorldHint = false))
    Uni<ToolResponse> replay(
            @ToolArg(description = "a time in RFC 3339, or beginning", defaultValue = "beginning") String from,
            @ToolArg(description = "only sources of this provider", required = false) String provider,
            @ToolArg(name = "account_id", description = "only this account of the provider", required = false)
                    String accountId,
            @ToolArg(name = "dry_run", description = "false changes the contacts", defaultValue = "true")
                    boolean dryRun,
            @ToolArg(
                            name = "replay_id",
                            description = "UUID of a replay that was begun: answers with its report and begins none",
                            required = false)
                    String replayId) {
        if (replayId != null) {
            return answers.answer(Role.ADMINISTER, () -> replays.report(replayId));
        }
        return dryRun
                ? answers.answer(Role.ADMINISTER, () -> start(from, provider, accountId, true))
                : answers.change(Role.ADMINISTER, "contacts_replay", () -> start(from, provider, accountId, false));
    }

    private Uni<ReplayView> start(String from, String provider, String accountId, boolean dryRun) {
        return replays.start(from, provider, accountId, dryRun, answers.actor());
    }
}
