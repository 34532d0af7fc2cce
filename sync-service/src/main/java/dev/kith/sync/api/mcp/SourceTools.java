package dev.kith.sync.api.mcp;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ReconcileOperations;
import dev.kith.sync.tool.SourceOperations;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolGuardrails;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The sources people come from, and reading them anew. */
@ApplicationScoped
class SourceTools {

    private final SourceOperations sources;
    private final ReconcileOperations reconcile;
    private final ToolAnswers answers;

    SourceTools(SourceOperations sources, ReconcileOperations reconcile, ToolAnswers answers) {
        this.sources = sources;
        this.reconcile = reconcile;
        this.answers = answers;
    }

    @Tool(
            name = "contacts_source_list",
            description = "The sources that people come from, each with its state in one word and its last error.",
            annotations =
                    @Tool.Annotations(
                            title = "List sources",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> list(@ToolArg(description = "only sources of this provider", required = false) String provider) {
        return answers.answer(Role.VIEW, () -> sources.list(provider));
    }

    @Tool(
            name = "contacts_source_reconcile",
            description =
                    "Reads one contact anew from its sources and says what changed; without contact_id it reads every"
                            + " account in full. What people edited here stays. With overwrite the contact's sources win over such"
                            + " edits, once: called without plan_fingerprint it then changes nothing and answers with a plan.",
            annotations =
                    @Tool.Annotations(
                            title = "Read sources anew",
                            readOnlyHint = false,
                            destructiveHint = true,
                            idempotentHint = true,
                            openWorldHint = true))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> reconcile(
            @ToolArg(name = "contact_id", description = Descriptions.CONTACT_ID, required = false) String contactId,
            @ToolArg(description = "let the contact's sources win over local edits, once", defaultValue = "false")
                    boolean overwrite,
            @ToolArg(description = "ISO-8601 duration to wait for full runs, such as PT60S", required = false)
                    String wait,
            @ToolArg(
                            name = "dry_run",
                            description = "true answers with a plan; left out, true with overwrite and without"
                                    + " plan_fingerprint",
                            required = false)
                    Boolean dryRun,
            @ToolArg(name = "plan_fingerprint", description = Descriptions.PLAN_FINGERPRINT, required = false)
                    String planFingerprint) {
        var request = new ReconcileOperations.Request(contactId, overwrite, planFingerprint);
        boolean onlyPlan = dryRun == null ? overwrite && planFingerprint == null : dryRun;
        return onlyPlan
                ? answers.answer(Role.OPERATE, () -> reconcile.plan(request))
                : answers.change(
                        Role.OPERATE,
                        "contacts_source_reconcile",
                        () -> reconcile.reconcile(request, wait, answers.actor()));
    }
}
