package dev.kith.sync.api.mcp;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.run.RunView;
import dev.kith.sync.tool.SyncOperations;
import io.quarkiverse.mcp.server.Progress;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolGuardrails;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Syncing on demand, and how it goes. */
@ApplicationScoped
class SyncTools {

    private final SyncOperations sync;
    private final ToolAnswers answers;

    SyncTools(SyncOperations sync, ToolAnswers answers) {
        this.sync = sync;
        this.answers = answers;
    }

    @Tool(
            name = "contacts_sync_now",
            description =
                    "Syncs the accounts of a provider now and answers with their runs. A run that is open already is"
                            + " answered with instead of a second one. With wait it answers when they ended.",
            annotations =
                    @Tool.Annotations(
                            title = "Sync now",
                            readOnlyHint = false,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> now(
            @ToolArg(description = "google, carddav, or all", defaultValue = "google") String provider,
            @ToolArg(
                            description =
                                    "incremental reads what changed, full reads everything; left out: what is due",
                            required = false)
                    String mode,
            @ToolArg(name = "account_id", description = "only this account of the provider", required = false)
                    String accountId,
            @ToolArg(description = "ISO-8601 duration to wait for the end, such as PT60S", required = false)
                    String wait,
            @ToolArg(
                            name = "dry_run",
                            description = "answer with a plan of what would run, and run nothing",
                            defaultValue = "false")
                    boolean dryRun,
            @ToolArg(name = "plan_fingerprint", description = Descriptions.PLAN_FINGERPRINT, required = false)
                    String planFingerprint,
            Progress progress) {
        var request = new SyncOperations.Request(provider, accountId, mode, planFingerprint);
        return dryRun
                ? answers.answer(Role.OPERATE, () -> sync.plan(request))
                : answers.change(Role.OPERATE, "contacts_sync_now", () -> told(sync.start(request, wait), progress));
    }

    /** Tells the client how far runs are while it waits for them. */
    private Uni<SyncOperations.Runs> told(Uni<SyncOperations.Runs> runs, Progress progress) {
        if (progress.token().isEmpty()) {
            return runs;
        }
        var steps = new AtomicLong();
        return tell(progress, steps, "Syncing begins").chain(() -> {
            Cancellable telling = sync.watch()
                    .filter(run -> !run.state().ended())
                    .onItem()
                    .transformToUniAndConcatenate(run -> tell(progress, steps, message(run)))
                    .subscribe()
                    .with(told -> {}, lost -> {});
            return runs.onTermination().invoke(telling::cancel);
        });
    }

    private static Uni<Void> tell(Progress progress, AtomicLong steps, String message) {
        return progress.notificationBuilder()
                .setProgress(steps.incrementAndGet())
                .setMessage(message)
                .build()
                .send();
    }

    private static String message(RunView run) {
        return run.provider() + ": " + run.summary().fetched() + " contacts read, "
                + run.summary().applied() + " applied";
    }

    @Tool(
            name = "contacts_sync_status",
            description =
                    "Health of each connected account in words, when it last synced, when it will next, and how many"
                            + " contacts it holds.",
            annotations =
                    @Tool.Annotations(
                            title = "Sync status",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> status(
            @ToolArg(description = "google, carddav, file, macos, or all", defaultValue = "google") String provider) {
        return answers.answer(Role.VIEW, () -> sync.status(provider));
    }
}
