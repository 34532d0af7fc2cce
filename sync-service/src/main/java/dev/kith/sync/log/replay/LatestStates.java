package dev.kith.sync.log.replay;

import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.UnreadContactBatch;
import dev.kith.model.UnreadableBatchException;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.log.UnreadEntry;
import dev.kith.sync.provider.RawMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<IncomingContact> of(AccountKey account, UnreadEntry entry, boolean restated) {
        List<IncomingContact> latest = new ArrayList<>();
        List<UnreadContactBatch.Entry> contacts = entry.batch().contacts();
        for (int i = contacts.size() - 1; i >= 0; i--) {
            UnreadContactBatch.Entry contact = contacts.get(i);
            if (contact.externalId() != null) {
                String name = account.link(contact.externalId()).text();
                if (!met.contains(name)) {
                    read(contact).ifPresent(state -> {
                        remember(name, restated);
                        add(state, entry, latest);
                    });
                }
            }
        }
        return latest;
    }

    /** Empty for one that the log's consumer could not read either, and set aside. */
    private static Optional<CanonicalContact> read(UnreadContactBatch.Entry contact) {
        try {
            return Optional.of(contact.read());
        } catch (UnreadableBatchException e) {
            return Optional.empty();
        }
    }

    private void remember(String name, boolean restated) {
        if (!restated && met.size() < REMEMBERED) {
            met.add(name);
        }
    }

    private void add(CanonicalContact contact, UnreadEntry entry, List<IncomingContact> latest) {
        ContactBatch batch = entry.batch().envelope();
        try {
            latest.add(IncomingContact.of(mapped(batch.provider(), contact), batch.stream(), entry.position()));
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
