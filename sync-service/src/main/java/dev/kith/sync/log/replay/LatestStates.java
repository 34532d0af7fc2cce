package dev.kith.sync.log.replay;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.provider.RawMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Meets the states of a partition from the latest to the oldest, lets the first of each contact through, and maps it by the
 * rules of today. Of the contacts it met it remembers a bounded number: an older state of any other is known as such by
 * the position its link holds.
 */
final class LatestStates {

    private static final int REMEMBERED = 250_000;

    private final Map<String, RawMapper> mappers;
    private final String region;
    private final Set<String> met = new HashSet<>();
    private int unmappable;

    /** @param mappers by provider */
    LatestStates(Map<String, RawMapper> mappers, String region) {
        this.mappers = mappers;
        this.region = region;
    }

    /** @param restated whether the record stands further on than where it stood first: later states may still be met */
    List<IncomingContact> of(AccountKey account, Slice.Entry entry, boolean restated) {
        List<IncomingContact> latest = new ArrayList<>();
        List<CanonicalContact> contacts = entry.batch().contacts();
        for (int i = contacts.size() - 1; i >= 0; i--) {
            CanonicalContact contact = contacts.get(i);
            if (isNew(account.link(contact.externalId()).text(), restated)) {
                add(contact, entry, latest);
            }
        }
        return latest;
    }

    private boolean isNew(String name, boolean restated) {
        return restated || met.size() >= REMEMBERED ? !met.contains(name) : met.add(name);
    }

    private void add(CanonicalContact contact, Slice.Entry entry, List<IncomingContact> latest) {
        try {
            latest.add(IncomingContact.of(
                    mapped(entry.batch().provider(), contact), entry.batch().stream(), entry.position()));
        } catch (RuntimeException e) {
            unmappable++;
        }
    }

    private CanonicalContact mapped(String provider, CanonicalContact contact) {
        RawMapper mapper = mappers.get(provider);
        return contact.raw() == null || contact.deleted() || mapper == null
                ? contact
                : mapper.again(contact, region).orElse(contact);
    }

    /** How many could not be mapped since this was asked last. */
    int takeUnmappable() {
        int taken = unmappable;
        unmappable = 0;
        return taken;
    }
}
