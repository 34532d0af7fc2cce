package dev.kith.sync.backfill.apply;

import dev.kith.model.SeenContact;
import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Quarantined;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.SourceLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The contacts of a slice; those that cannot be decided on, or that the database refused, are set aside.
 *
 * @param held contacts that were not read because their links hold what they say
 * @param whole the same with these read, too
 */
record SliceInput(
        AccountKey account,
        List<IncomingContact> contacts,
        List<SeenContact> seen,
        List<Quarantined> quarantined,
        List<UnreadContactBatch.Entry> held,
        Supplier<SliceInput> whole) {

    /**
     * @param refused by record and external id, the SQLSTATE with which the database refused a contact
     */
    static SliceInput of(AccountKey account, List<Slice.Entry> entries, Map<LogPosition, Map<String, String>> refused) {
        SliceInput input = new SliceInput(
                account,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                () -> of(account, entries.stream().map(Slice.Entry::whole).toList(), refused));
        for (Slice.Entry entry : entries) {
            input.seen.addAll(entry.batch().seen());
            input.quarantined.addAll(entry.aside());
            input.held.addAll(entry.held());
            Map<String, String> refusedHere = refused.getOrDefault(entry.position(), Map.of());
            entry.contacts().forEach(incoming -> input.add(incoming, refusedHere));
        }
        return input;
    }

    /** Contacts that come in no batch. */
    static SliceInput of(AccountKey account, List<IncomingContact> contacts) {
        return new SliceInput(
                account, contacts, List.of(), List.of(), List.of(), () -> SliceInput.of(account, contacts));
    }

    private void add(IncomingContact incoming, Map<String, String> refused) {
        String sqlState = refused.get(incoming.externalId());
        if (sqlState == null) {
            contacts.add(incoming);
        } else {
            quarantined.add(Quarantined.refused(incoming, sqlState));
        }
    }

    /** Every name by which a contact of the slice may be linked, but for those held. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        contacts.forEach(incoming -> {
            names.add(incoming.externalId());
            names.addAll(incoming.contact().aliases());
        });
        seen.forEach(entry -> names.add(entry.externalId()));
        return names;
    }

    /** Whether another contact of the slice leads to a link of one that is held: which of them is later must be told. */
    boolean contested(Map<String, SourceLink> links) {
        Set<String> ids = new HashSet<>();
        held.forEach(entry -> ids.add(entry.externalId()));
        return links.values().stream().anyMatch(link -> ids.contains(link.key().externalId()));
    }
}
