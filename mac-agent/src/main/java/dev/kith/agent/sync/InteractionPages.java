package dev.kith.agent.sync;

import dev.kith.agent.sink.OutgoingRecord;
import dev.kith.agent.sync.PhaseReport.SentRun;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionWriter;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sends interactions as pages of a run. Nothing is sent where there are none. */
final class InteractionPages {

    private static final String PROVIDER = "macos";

    /** With the longest handles and guids that are taken this stays below the size of a record. */
    private static final int PAGE = 500;

    private final AgentCall call;
    private final String accountId;
    private final String stream;
    private final SyncMode mode;
    private final List<InteractionBatch.ContactRun> contactRuns;
    private final UUID runId;
    private final String key;
    private final UUID accountUuid;
    private final InteractionWriter writer = new InteractionWriter();
    private List<Interaction> page = new ArrayList<>(PAGE);
    private int number = 1;

    InteractionPages(AgentCall call, String accountId, String stream, SyncMode mode, List<SentRun> contactRuns) {
        this.call = call;
        this.accountId = accountId;
        this.stream = stream;
        this.mode = mode;
        this.contactRuns = contactRuns.stream()
                .map(run -> new InteractionBatch.ContactRun(run.accountId(), run.runId()))
                .toList();
        this.runId = call.ids().get();
        this.key = PROVIDER + "/" + accountId;
        this.accountUuid = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    UUID runId() {
        return runId;
    }

    void add(List<Interaction> interactions) {
        for (Interaction interaction : interactions) {
            if (page.size() == PAGE) {
                send(false);
            }
            page.add(interaction);
        }
    }

    /** Returns when everything so far is safe with the receiver. */
    void checkpoint() {
        if (!page.isEmpty()) {
            send(false);
        }
        call.sink().flush();
    }

    /** Ends the run; tells whether there was anything to send. */
    boolean finish() {
        if (number == 1 && page.isEmpty()) {
            return false;
        }
        send(true);
        call.sink().flush();
        return true;
    }

    private void send(boolean last) {
        InteractionBatch batch = new InteractionBatch(
                PROVIDER,
                accountId,
                stream,
                call.agentRunId(),
                new RunPosition(runId, mode, call.fence(), call.fence(), number, 1, 1, last),
                call.startedAt(),
                InteractionBatch.IMPORT_IOS,
                call.createUnknownContacts(),
                contactRuns,
                page);
        call.sink()
                .send(new OutgoingRecord(
                        OutgoingRecord.INTERACTIONS_TOPIC,
                        key,
                        CloudEventHeaders.interactionBatch(
                                call.ids().get(), accountUuid, call.clock().instant()),
                        () -> writer.write(batch)));
        page = new ArrayList<>(PAGE);
        number++;
    }
}
