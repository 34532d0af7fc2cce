package dev.kith.agent.sync;

import dev.kith.agent.source.LeftOut;
import dev.kith.agent.source.MacLibrary;
import dev.kith.agent.source.MacStore;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.source.contacts.ContactReader;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreException.Problem;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.agent.state.ContactsState;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.CanonicalHash;
import dev.kith.model.Sha256;
import dev.kith.model.SyncMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends each contact store's changes: what differs from what was sent before, and who is gone. Of a store that nothing is
 * known of, everything, so that the service can tell who is gone.
 */
final class ContactSync {

    private static final int HASH = 16;
    private static final String NOT_SENT = "";

    private final AgentCall call;
    private final StoreOpener opener;
    private final PhaseReport report = new PhaseReport(Kind.CONTACTS);

    ContactSync(AgentCall call, StoreOpener opener) {
        this.call = call;
        this.opener = opener;
    }

    PhaseReport run(MacLibrary library) {
        List<MacStore> accounts = accounts(library);
        MacStore root = library.rootContacts();
        accounts.forEach(account -> sync(account, true));
        sync(root, accounts.isEmpty());
        return report;
    }

    private List<MacStore> accounts(MacLibrary library) {
        try {
            return library.accountContacts();
        } catch (StoreException e) {
            report.issue(new StoreIssue(
                    Kind.CONTACTS, library.addressBook().resolve("Sources").toString(), e.problem(), e.getMessage()));
            return List.of();
        }
    }

    /** A Mac may have no store of its own beside those of its accounts. */
    private void sync(MacStore store, boolean noteMissing) {
        if (call.stop().isRequested()) {
            report.stopped();
            return;
        }
        try (OpenStore open = opener.open(store.path())) {
            open.checkPages();
            sync(store, open);
        } catch (StoreException e) {
            if (noteMissing || e.problem() != Problem.MISSING) {
                report.issue(StoreIssue.of(store, e));
            }
        }
    }

    private void sync(MacStore store, OpenStore open) {
        String account = store.accountId(call.machineId());
        ContactReader reader = new ContactReader(open, call.config().defaultRegion());
        ContactsState before = call.states().state().contacts().get(account);
        boolean full = call.request().full() || before == null;
        ContactsState known = before == null ? new ContactsState(null, Map.of(), Map.of()) : before;
        int count = reader.count();
        report.store(open.rung());
        call.progress().begin(Kind.CONTACTS, count);
        ContactPages pages =
                new ContactPages(call, account, full ? SyncMode.FULL : SyncMode.INCREMENTAL, full ? count : null);
        Map<String, String> groups = groups(reader.groups(), full ? Map.of() : known.groups(), pages);
        Map<String, String> contacts = contacts(reader, full ? Map.of() : known.contacts(), pages);
        open.checkUnchanged();
        if (!full) {
            tombstones(known.contacts(), contacts, pages);
        }
        if (full || pages.any()) {
            pages.finish(reader.unreadable());
            report.run(account, pages.runId());
            call.sink().flush();
        }
        call.progress().end();
        report.leftOut(LeftOut.UNREADABLE, reader.unreadable());
        report.tooBig(pages.tooBig());
        ContactsState now = new ContactsState(call.startedAt(), contacts, groups);
        call.states().change(state -> state.with(account, now));
    }

    private static Map<String, String> groups(
            List<CanonicalGroup> groups, Map<String, String> known, ContactPages pages) {
        Map<String, String> now = new TreeMap<>();
        groups.forEach(group -> now.put(
                group.externalId(),
                Sha256.hex(group.name().getBytes(StandardCharsets.UTF_8)).substring(0, HASH)));
        if (!now.equals(known)) {
            List<CanonicalGroup> said = new ArrayList<>(groups);
            known.keySet().stream()
                    .filter(id -> !now.containsKey(id))
                    .forEach(id -> said.add(new CanonicalGroup(id, null, null, CanonicalGroup.Kind.USER, true)));
            pages.groups(said);
        }
        return now;
    }

    private Map<String, String> contacts(ContactReader reader, Map<String, String> known, ContactPages pages) {
        Map<String, String> now = new TreeMap<>();
        reader.forEach(contact -> {
            String id = contact.externalId();
            if (now.containsKey(id)) {
                // Sent too, the two would take each other's place in every run.
                report.leftOut(LeftOut.UNREADABLE, 1);
                return;
            }
            report.found(1);
            call.progress().at(now.size());
            String hash = CanonicalHash.of(contact).substring(0, HASH);
            if (hash.equals(known.get(id))) {
                now.put(id, hash);
            } else if (pages.add(contact)) {
                now.put(id, hash);
                report.sent(1);
            } else {
                // Neither gone nor sent: to be said and tried again each time.
                now.put(id, known.getOrDefault(id, NOT_SENT));
            }
        });
        return now;
    }

    private void tombstones(Map<String, String> known, Map<String, String> now, ContactPages pages) {
        for (String id : known.keySet()) {
            if (!now.containsKey(id)) {
                pages.add(CanonicalContact.tombstone(id, null));
                report.deleted(1);
            }
        }
    }
}
