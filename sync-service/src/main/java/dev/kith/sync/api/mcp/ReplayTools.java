package dev.kith.sync.api.mcp;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ReplayOperations;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolGuardrails;
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
            description = "Decides once more what the log of all sources holds, by today's rules. Called without"
                    + " plan_fingerprint it changes nothing and finds out what would change. Answers at once; call it"
                    + " again with replay_id to see how it goes. Show what an ended dry run found to the user, then"
                    + " call again with the same arguments and its planFingerprint to carry it out.",
            annotations =
                    @Tool.Annotations(
                            title = "Replay the log",
                            readOnlyHint = false,
                            destructiveHint = true,
                            idempotentHint = true,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> replay(
            @ToolArg(description = "a time in RFC 3339, or beginning", defaultValue = "beginning") String from,
            @ToolArg(description = "only sources of this provider", required = false) String provider,
            @ToolArg(name = "account_id", description = "only this account of the provider", required = false)
                    String accountId,
            @ToolArg(
                            name = "dry_run",
                            description = "true only tells what would change; true if left out, unless"
                                    + " plan_fingerprint is given",
                            required = false)
                    Boolean dryRun,
            @ToolArg(name = "plan_fingerprint", description = Descriptions.PLAN_FINGERPRINT, required = false)
                    String planFingerprint,
            @ToolArg(
                            name = "replay_id",
                            description = "UUID of a replay that was begun: answers with its report and begins none",
                            required = false)
                    String replayId,
            @ToolArg(
                            description = "with replay_id: ends that replay; what it has changed stays",
                            defaultValue = "false")
                    boolean cancel) {
        if (cancel) {
            return answers.change(Role.ADMINISTER, "contacts_replay", () -> replays.cancel(replayId, answers.actor()));
        }
        if (replayId != null) {
            return answers.answer(Role.ADMINISTER, () -> replays.report(replayId));
        }
        var request = new ReplayOperations.Request(from, provider, accountId, dryRun, planFingerprint);
        return request.onlyTells()
                ? answers.answer(Role.ADMINISTER, () -> replays.start(request, answers.actor()))
                : answers.change(Role.ADMINISTER, "contacts_replay", () -> replays.start(request, answers.actor()));
    }
}
