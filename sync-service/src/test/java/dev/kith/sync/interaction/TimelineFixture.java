package dev.kith.sync.interaction;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionBatch.ContactRun;
import dev.kith.model.InteractionId;
import dev.kith.model.InteractionType;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.apply.BatchApplier;
import dev.kith.sync.testing.Batches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A CRM with a Mac that sends contacts, calls and messages, empty before each test; the log only exists as slices. */
final class TimelineFixture implements BeforeEachCallback, AfterAllCallback {

    static final AccountKey STORE = new AccountKey("macos", "mac-1.store");
    static final AccountKey PHONE = new AccountKey("macos", "mac-1.phone");
    static final String ANNS_NUMBER = "+19055551234";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String TOPIC_ID = "topic";
    private static final String CONTACTS = "kith.mac.contacts.v1";
    private static final String INTERACTIONS = "kith.interactions.v1";

    final CrmFixture crm = new CrmFixture();
    private final BatchApplier contacts =
            new BatchApplier(crm.pool(), UUID::randomUUID, Clock.systemUTC(), CrmFixture.ERASED);
    private final InteractionApplier interactions =
            new InteractionApplier(crm.pool(), "US", Clock.systemUTC(), CrmFixture.ERASED);
    private final HandleSettler settler = new HandleSettler(crm.pool(), "US", Duration.ofMinutes(10), UUID::randomUUID);
    private final AtomicLong contactOffset = new AtomicLong();
    private final AtomicLong interactionOffset = new AtomicLong();
    private final AtomicLong fence = new AtomicLong(1_000);

    @Override
    public void beforeEach(ExtensionContext test) {
        crm.clear();
        contactOffset.set(0);
        interactionOffset.set(0);
        for (String topic : List.of(CONTACTS, INTERACTIONS)) {
            for (int partition = 0; partition < 2; partition++) {
                crm.sql("INSERT INTO contacts_log_offsets VALUES ($1, $2, $3, 0)", topic, partition, TOPIC_ID);
            }
        }
    }

    long nextFence() {
        return fence.incrementAndGet();
    }

    RunPosition position(UUID runId, SyncMode mode, long fence, int page, boolean last) {
        return new RunPosition(runId, mode, fence, fence, page, 1, 1, last);
    }

    /** A whole contact run of the Mac's store. */
    UUID contacts(SyncMode mode, CanonicalContact... people) {
        UUID runId = UUID.randomUUID();
        contacts(STORE, position(runId, mode, nextFence(), 1, true), people);
        return runId;
    }

    /** @return whether the batch counted */
    boolean contacts(AccountKey account, RunPosition run, CanonicalContact... people) {
        ContactBatch batch = Batches.contacts(account.provider(), account.accountId(), run, List.of(people));
        long at = contactOffset.getAndIncrement();
        LogPosition position = new LogPosition(CONTACTS + "@" + TOPIC_ID, 0, at);
        return contacts.apply(new Slice(
                        CONTACTS,
                        TOPIC_ID,
                        0,
                        at,
                        at + 1,
                        account,
                        List.of(Slice.Entry.of(UnreadContactBatch.of(BatchCodec.write(batch)), position))))
                .await()
                .atMost(TIMEOUT);
    }

    /** Starts a batch of calls and messages. */
    Sending sending(Interaction... sent) {
        return new Sending(List.of(sent));
    }

    /** A batch of calls and messages; unless said otherwise the only one of its run, which wants placeholders. */
    final class Sending {
        private final List<Interaction> sent;
        private AccountKey account = PHONE;
        private UUID runId = UUID.randomUUID();
        private long fence = nextFence();
        private int page = 1;
        private boolean last = true;
        private boolean makeContacts = true;
        private int partition;
        private final List<ContactRun> awaited = new ArrayList<>();

        private Sending(List<Interaction> sent) {
            this.sent = sent;
        }

        Sending from(AccountKey sender) {
            account = sender;
            return this;
        }

        Sending inRun(UUID run, long itsFence, int itsPage, boolean itsLast) {
            runId = run;
            fence = itsFence;
            page = itsPage;
            last = itsLast;
            return this;
        }

        Sending knownOnly() {
            makeContacts = false;
            return this;
        }

        Sending after(UUID... contactRuns) {
            for (UUID run : contactRuns) {
                awaited.add(new ContactRun(STORE.accountId(), run));
            }
            return this;
        }

        Sending inPartition(int number) {
            partition = number;
            return this;
        }

        InteractionSlice slice(long at) {
            InteractionBatch batch = new InteractionBatch(
                    account.provider(),
                    account.accountId(),
                    InteractionBatch.MESSAGES,
                    UUID.randomUUID(),
                    position(runId, SyncMode.INCREMENTAL, fence, page, last),
                    NOON,
                    InteractionBatch.IMPORT_IOS,
                    makeContacts,
                    awaited,
                    sent);
            LogPosition position = new LogPosition(INTERACTIONS + "@" + TOPIC_ID, partition, at);
            return new InteractionSlice(
                    INTERACTIONS,
                    TOPIC_ID,
                    partition,
                    at,
                    at + 1,
                    account,
                    List.of(new InteractionSlice.Entry(batch, position, List.of())));
        }

        /** @return whether the batch counted */
        boolean apply() {
            return interactions
                    .apply(slice(interactionOffset.getAndIncrement()))
                    .await()
                    .atMost(TIMEOUT);
        }

        UUID arrive() {
            if (!apply()) {
                throw new AssertionError("the batch was dropped");
            }
            return runId;
        }
    }

    /** Whatever the schedule does in its time. */
    void settle() {
        settler.ripen().await().atMost(TIMEOUT);
        settler.join().await().atMost(TIMEOUT);
    }

    InteractionApplier applier() {
        return interactions;
    }

    HandleSettler settler() {
        return settler;
    }

    static Interaction text(String guid, InteractionType type, String handle) {
        return interaction(guid, type, handle, NOON, null);
    }

    static Interaction interaction(String guid, InteractionType type, String handle, Instant at, Integer seconds) {
        Counterpart counterpart = Counterpart.of(handle, "US");
        boolean outgoing = "outgoing".equals(InteractionTerms.direction(type));
        return new Interaction(
                InteractionId.message(guid, outgoing, InteractionId.hash(counterpart)),
                type,
                at,
                seconds,
                counterpart,
                "iMessage",
                null,
                false,
                null,
                false,
                null);
    }

    UUID person(String name, String... values) {
        UUID id = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, $2)", id, name);
        for (String value : values) {
            crm.sql(
                    "INSERT INTO contact_info (contact_id, type, value) VALUES ($1, $2, $3)",
                    id,
                    value.contains("@") ? "email" : "phone",
                    value);
        }
        return id;
    }

    /** Every interaction as {@code contact: type}, by time and type. */
    List<String> timeline() {
        return crm.texts("""
                SELECT c.name || ': ' || i.type FROM interactions i JOIN contacts c ON c.id = i.contact_id
                ORDER BY i.occurred_at, c.name, i.type
                """);
    }

    long count(String table) {
        return crm.one("SELECT count(*) FROM " + table).getLong(0);
    }

    String runState(UUID runId) {
        return crm.one("SELECT state FROM contacts_sync_runs WHERE run_id = $1", runId)
                .getString(0);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        crm.close();
    }
}
