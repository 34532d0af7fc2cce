package dev.kith.sync.backfill;

import dev.kith.model.SeenContact;
import dev.kith.sync.backfill.identity.IdentityKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts a slice by what its links already tell, so that only contacts that changed are loaded and decided.
 *
 * @param changed contacts to decide, each with its link or {@code null}
 * @param settled what needs no more than a mark
 */
public record Triage(List<Pending> changed, Writes settled) {

    /**
     * A contact to decide.
     *
     * @param nameKnown whether the link already goes by the contact's name, or went by it once
     */
    public record Pending(IncomingContact incoming, SourceLink link, boolean nameKnown) {

        public IdentityKeys keys() {
            return IdentityKeys.of(incoming.contact(), incoming.mapped());
        }

        public boolean unlinked() {
            return link == null || link.contactId() == null;
        }
    }

    /**
     * @param links by every name a contact of the slice goes by: its external id, or an alias of it
     */
    public static Triage of(List<IncomingContact> contacts, List<SeenContact> seen, Map<String, SourceLink> links) {
        Triage triage = new Triage(new ArrayList<>(), new Writes());
        seen.forEach(entry -> triage.seen(entry, links.get(entry.externalId())));
        Map<String, Pending> latest = new LinkedHashMap<>();
        for (IncomingContact incoming : contacts) {
            SourceLink link = SourceLink.of(incoming, links);
            String key = link == null ? incoming.externalId() : link.key().externalId();
            Pending earlier = latest.get(key);
            if (earlier != null) {
                triage.settled.counts().skipped();
            }
            if (earlier != null && tombstoneOfAnotherName(incoming, earlier.incoming())) {
                continue;
            }
            latest.remove(key);
            latest.put(key, new Pending(incoming, link, links.containsKey(incoming.externalId())));
        }
        latest.values().forEach(triage::sort);
        return triage;
    }

    /** A contact that goes on under another name leaves a tombstone under its old one. */
    private static boolean tombstoneOfAnotherName(IncomingContact incoming, IncomingContact earlier) {
        return incoming.contact().deleted()
                && !earlier.contact().deleted()
                && !incoming.externalId().equals(earlier.externalId());
    }

    private void seen(SeenContact entry, SourceLink link) {
        if (link != null && !link.deleted()) {
            settled.touched().put(link.key().externalId(), new Writes.Touch(entry.etag(), null));
            settled.counts().unchanged();
        } else {
            settled.counts().skipped();
        }
    }

    private void sort(Pending pending) {
        IncomingContact incoming = pending.incoming();
        SourceLink link = pending.link();
        if (incoming.contact().deleted()) {
            tombstone(pending);
        } else if (link != null && incoming.position().isOlderThan(link.position())) {
            settled.counts().skipped();
        } else if (link != null
                && !link.deleted()
                && incoming.hash().equals(link.contentHash())
                && incoming.externalId().equals(link.currentName())) {
            settled.touched()
                    .put(
                            link.key().externalId(),
                            new Writes.Touch(incoming.contact().etag(), incoming.entryDigest()));
            settled.counts().unchanged();
        } else {
            changed.add(pending);
        }
    }

    private void tombstone(Pending pending) {
        IncomingContact incoming = pending.incoming();
        SourceLink link = pending.link();
        // A name never heard before is a later one: the contact was renamed and deleted since it was last read.
        boolean renamedSince =
                link != null && pending.nameKnown() && !incoming.externalId().equals(link.currentName());
        boolean older = link != null && incoming.position().isOlderThan(link.position());
        if (link == null || link.deleted() || renamedSince || older) {
            settled.counts().skipped();
            return;
        }
        settled.tombstones().add(new Writes.Tombstone(link.key(), incoming.stream()));
    }
}
