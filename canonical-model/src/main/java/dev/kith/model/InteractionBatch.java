package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Some of an account's interactions: the value of a record on the interactions topic. Interactions have no tombstones:
 * what is absent means nothing.
 *
 * <p>One call of an agent is one <em>agent run</em>. It sends each contact store's changes as a run of that store's
 * account, then messages and calls as a run of an account of their own; {@link RunPosition#runId} names that one. A Mac's
 * {@link RunPosition#generation} and {@link RunPosition#fence} come from its clock and only ever grow.
 *
 * @param accountId for a Mac {@code <machine id>.<store UUID>}
 * @param stream what of the account this is a part of: {@code messages} or {@code calls} of a Mac, {@code import} of a file
 * @param agentRunId the agent run this batch belongs to; {@code null} where no agent sent it
 * @param source the value of the CRM's {@code source} column, {@code IMPORT_IOS} for a Mac
 * @param createUnknownContacts whether a counterpart that nobody knows becomes a placeholder contact; otherwise its
 *     interactions wait until somebody has its number or address
 * @param contactRuns the contact runs of the same agent run: a counterpart without a match waits until they are applied
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record InteractionBatch(
        String provider,
        String accountId,
        String stream,
        UUID agentRunId,
        RunPosition run,
        Instant readAt,
        String source,
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean createUnknownContacts,
        List<ContactRun> contactRuns,
        List<Interaction> interactions) {

    /** What a Mac's interactions have as their source in the CRM. */
    public static final String IMPORT_IOS = "IMPORT_IOS";

    public static final String MESSAGES = "messages";
    public static final String CALLS = "calls";
    public static final String IMPORT = "import";

    /** A run of a contact store of the same provider. */
    public record ContactRun(String accountId, UUID runId) {

        @Override
        public String toString() {
            return "ContactRun[runId=" + runId + "]";
        }
    }

    public InteractionBatch {
        contactRuns = contactRuns == null ? List.of() : List.copyOf(contactRuns);
        interactions = interactions == null ? List.of() : List.copyOf(interactions);
    }

    InteractionBatch withInteractions(List<Interaction> others) {
        return new InteractionBatch(
                provider,
                accountId,
                stream,
                agentRunId,
                run,
                readAt,
                source,
                createUnknownContacts,
                contactRuns,
                others);
    }

    @Override
    public String toString() {
        return "InteractionBatch[run=" + run + ", interactions=" + interactions.size() + "]";
    }
}
