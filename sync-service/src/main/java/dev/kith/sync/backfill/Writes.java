package dev.kith.sync.backfill;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.backfill.field.MappedContact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a slice of the log makes of the CRM: the outcome of deciding, ready to be written.
 *
 * @param held external ids of links that were marked as seen before anything was decided
 * @param touched links to mark as seen, and nothing else
 * @param answered subjects of questions about fields that are answered by what was decided
 * @param tombstones external ids of links that the source calls deleted
 */
public record Writes(
        List<ContactDecision> contacts,
        List<LinkWrite> links,
        Set<String> held,
        Map<String, Touch> touched,
        List<Tombstone> tombstones,
        Map<String, String> aliases,
        List<ActivityEvent> activity,
        List<ReviewQuestion> review,
        List<String> answered,
        Set<UUID> revived,
        List<Quarantined> quarantined,
        Counts counts) {

    public Writes() {
        this(
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashSet<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashSet<>(),
                new ArrayList<>(),
                new Counts());
    }

    /**
     * A link to be made or brought up to date.
     *
     * @param hash {@code null} when the contact must be decided again at its next delivery
     * @param entryDigest see {@link IncomingContact}
     */
    public record LinkWrite(
            LinkKey key,
            UUID contactId,
            String stream,
            CanonicalContact source,
            MappedContact mapped,
            String hash,
            UUID entryDigest,
            LogPosition position,
            String rung,
            String evidence) {}

    /**
     * What of an unchanged contact is noted.
     *
     * @param etag {@code null} when its source says none
     * @param entryDigest {@code null} when the contact was not read from the log
     */
    public record Touch(String etag, UUID entryDigest) {}

    /** A link the source calls deleted; only a candidate until it is confirmed. */
    public record Tombstone(LinkKey key, String stream) {}
}
