package dev.kith.sync.api.mcp;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ActivityOperations;
import dev.kith.sync.tool.ReviewOperations;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolGuardrails;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What waits for a person, what people decide, and what happened. */
@ApplicationScoped
class ReviewTools {

    private final ReviewOperations reviews;
    private final ActivityOperations activity;
    private final ToolAnswers answers;

    ReviewTools(ReviewOperations reviews, ActivityOperations activity, ToolAnswers answers) {
        this.reviews = reviews;
        this.activity = activity;
        this.answers = answers;
    }

    @Tool(
            name = "contacts_review_list",
            description = "Questions that wait for a person, with the evidence for each; the longest waiting first.",
            annotations =
                    @Tool.Annotations(
                            title = "List open questions",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> list(
            @ToolArg(description = "open, resolved or closed; open if left out", required = false) String status,
            @ToolArg(
                            description = "ambiguous_match, possible_duplicate, field_conflict, archival_candidate,"
                                    + " held_run or placeholder",
                            required = false)
                    String kind,
            @ToolArg(description = Descriptions.LIMIT, required = false) Integer limit) {
        return answers.answer(Role.VIEW, () -> reviews.list(status, kind, Numbers.text(limit)));
    }

    @Tool(
            name = "contacts_review_resolve",
            description =
                    "Answers a question. Called without plan_fingerprint it changes nothing and answers with a plan;"
                            + " show it to the user, then call again with the plan's planFingerprint to carry it out.",
            annotations =
                    @Tool.Annotations(
                            title = "Answer a question",
                            readOnlyHint = false,
                            destructiveHint = true,
                            idempotentHint = false,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> resolve(
            @ToolArg(description = "UUID of the question, as contacts_review_list answers it") String id,
            @ToolArg(
                            description = "merge, separate or dismiss for ambiguous_match and possible_duplicate;"
                                    + " keep_local, take_source or dismiss for field_conflict; archive or dismiss for"
                                    + " archival_candidate; merge, archive or dismiss for placeholder")
                    String decision,
            @ToolArg(
                            name = "target_id",
                            description = "UUID of the contact to merge with, where several come into question",
                            required = false)
                    String targetId,
            @ToolArg(
                            name = "dry_run",
                            description =
                                    "true answers with a plan; true if left out, unless plan_fingerprint is given",
                            required = false)
                    Boolean dryRun,
            @ToolArg(name = "plan_fingerprint", description = Descriptions.PLAN_FINGERPRINT, required = false)
                    String planFingerprint) {
        var answer = new ReviewOperations.Answer(decision, targetId, planFingerprint);
        boolean onlyPlan = dryRun == null ? planFingerprint == null : dryRun;
        return onlyPlan
                ? answers.answer(Role.OPERATE, () -> reviews.plan(id, answer))
                : answers.change(
                        Role.OPERATE, "contacts_review_resolve", () -> reviews.resolve(id, answer, answers.actor()));
    }

    @Tool(
            name = "contacts_activity",
            description = "What happened to contacts, the latest first.",
            annotations =
                    @Tool.Annotations(
                            title = "Activity",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> activity(
            @ToolArg(name = "contact_id", description = Descriptions.CONTACT_ID, required = false) String contactId,
            @ToolArg(
                            description = "only entries of this type, such as contact_synced, contact_sync_updated,"
                                    + " contact_sync_conflict or contact_sync_deleted_source",
                            required = false)
                    String type,
            @ToolArg(description = "only entries from this time on, in RFC 3339", required = false) String since,
            @ToolArg(description = Descriptions.LIMIT, required = false) Integer limit) {
        return answers.answer(Role.VIEW, () -> activity.latest(contactId, type, since, Numbers.text(limit)));
    }
}
