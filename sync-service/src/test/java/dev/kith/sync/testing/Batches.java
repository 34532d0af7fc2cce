package dev.kith.sync.testing;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import java.time.Instant;
import java.util.List;

/** Batches of contacts that are sent to the log by hand; a last one completes its stream. */
public final class Batches {

    private Batches() {}

    public static ContactBatch contacts(
            String provider, String account, RunPosition run, List<CanonicalContact> contacts) {
        return contacts(provider, account, run, contacts, List.of());
    }

    public static ContactBatch contacts(
            String provider,
            String account,
            RunPosition run,
            List<CanonicalContact> contacts,
            List<CanonicalGroup> groups) {
        return new ContactBatch(
                provider,
                account,
                "contacts",
                run,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                run.last(),
                null,
                contacts,
                groups,
                List.of(),
                0);
    }
}
