package dev.kith.sync.backfill;

import dev.kith.model.SeenContact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contacts of a slice; those that cannot be decided on, or that the database refused, are set aside. */
record SliceInput(
        AccountKey account, List<IncomingContact> contacts, List<SeenContact> seen, List<Quarantined> quarantined) {

    /**
     * @param refused by record and external id, the SQLSTATE with which the database refused a contact
     */
    static SliceInput of(AccountKey account, List<Slice.Entry> entries, Map<LogPosition, Map<String, String>> refused) {
        SliceInput input = new SliceInput(account, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Slice.Entry entry : entries) {
            input.seen.addAll(entry.batch().seen());
            input.quarantined.addAll(entry.aside());
            Map<String, String> refusedHere = refused.getOrDefault(entry.position(), Map.of());
            entry.contacts().forEach(incoming -> input.add(incoming, refusedHere));
        }
        return input;
    }

    private void add(IncomingContact incoming, Map<String, String> refused) {
        String sqlState = refused.get(incoming.externalId());
        if (sqlState == null) {
            contacts.add(incoming);
        } else {
            quarantined.add(Quarantined.refused(incoming, sqlState));
        }
    }

    SliceInput only(List<IncomingContact> some) {
        return new SliceInput(account, some, List.of(), List.of());
    }

    /** Every name by which a contact of the slice may be linked. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        contacts.forEach(incoming -> {
            names.add(incoming.externalId());
            names.addAll(incoming.contact().aliases());
        });
        seen.forEach(entry -> names.add(entry.externalId()));
        return names;
    }
}
