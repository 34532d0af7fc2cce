package dev.kith.agent.sync;

import dev.kith.agent.sink.OutgoingRecord;
import dev.kith.model.BatchSplitter;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sends the contacts of one store as pages of a run. Nothing is sent where there is nothing to say. */
final class ContactPages {

    private static final String PROVIDER = "macos";
    private static final String STREAM = "contacts";
    private static final int PAGE = 500;

    private final AgentCall call;
    private final String accountId;
    private final SyncMode mode;
    private final Integer total;
    private final UUID runId;
    private final List<CanonicalContact> page = new ArrayList<>();
    private List<CanonicalGroup> groups = List.of();
    private int number = 1;
    private int tooBig;

    ContactPages(AgentCall call, String accountId, SyncMode mode, Integer total) {
        this.call = call;
        this.accountId = accountId;
        this.mode = mode;
        this.total = total;
        this.runId = call.ids().get();
    }

    UUID runId() {
        return runId;
    }

    int tooBig() {
        return tooBig;
    }

    /** To be told before the first contact. */
    void groups(List<CanonicalGroup> all) {
        groups = all;
    }

    /** Tells whether the contact is sent: one that fits no record is not. */
    boolean add(CanonicalContact contact) {
        if (!BatchSplitter.fits(contact, 0)) {
            tooBig++;
            return false;
        }
        if (page.size() == PAGE) {
            send(false, 0);
        }
        page.add(contact);
        return true;
    }

    /** Whether anything was said so far. */
    boolean any() {
        return number > 1 || !page.isEmpty() || !groups.isEmpty();
    }

    /**
     * Sends what is left as the run's last page.
     *
     * @param unreadable how many people of the store have no id; any forbids the sweep, and so does one who is too big
     */
    void finish(int unreadable) {
        send(true, unreadable + tooBig);
    }

    private void send(boolean last, int unreadable) {
        ContactBatch batch = new ContactBatch(
                PROVIDER,
                accountId,
                STREAM,
                new RunPosition(runId, mode, call.fence(), call.fence(), number, 1, 1, last),
                call.startedAt(),
                null,
                null,
                null,
                null,
                last,
                total,
                page,
                groups,
                List.of(),
                unreadable);
        BatchSplitter.split(batch).parts().forEach(this::send);
        page.clear();
        groups = List.of();
        number++;
    }

    private void send(byte[] value) {
        String key = PROVIDER + "/" + accountId;
        UUID account = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        call.sink()
                .send(new OutgoingRecord(
                        OutgoingRecord.CONTACTS_TOPIC,
                        key,
                        CloudEventHeaders.contactBatch(
                                call.ids().get(), account, call.clock().instant()),
                        () -> value));
    }
}
