package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.field.FieldState;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.database.Rows;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The copy of provenance that readers find under {@code metadata.sources.contacts.<provider>.<account>}: what each source
 * applied. It is never read back.
 */
final class SourceCopy {

    private SourceCopy() {}

    /** The whole metadata of a contact that is made. */
    static String metadata(ContactDecision decision, Instant now) {
        return Rows.json(Map.of("sources", Map.of("contacts", parts(decision, now))));
    }

    /** By provider and account, the parts of all that speak in a decision or own something before or after it. */
    static String sources(ContactDecision decision, Instant now) {
        return Rows.json(parts(decision, now));
    }

    private static Map<String, Map<String, Map<String, String>>> parts(ContactDecision decision, Instant now) {
        Set<LinkKey> links = new LinkedHashSet<>();
        owners(decision.provenanceBefore(), links);
        owners(decision.provenance(), links);
        if (decision.speaker() != null) {
            // Last, so that of two entries of one account the one that speaks is shown.
            links.remove(decision.speaker());
            links.add(decision.speaker());
        }
        Map<String, Map<String, Map<String, String>>> parts = new LinkedHashMap<>();
        links.forEach(link -> parts.computeIfAbsent(link.provider(), unused -> new LinkedHashMap<>())
                .put(link.accountId(), values(decision, link, now)));
        return parts;
    }

    private static void owners(Provenance provenance, Set<LinkKey> links) {
        provenance.fields().values().forEach(state -> links.add(state.owner()));
    }

    private static Map<String, String> values(ContactDecision decision, LinkKey link, Instant now) {
        Map<String, String> values = new LinkedHashMap<>();
        Instant synced = link.equals(decision.speaker()) ? now : Instant.EPOCH;
        for (ScalarField field : ScalarField.values()) {
            FieldState state = decision.provenance().fields().get(field);
            if (state != null && state.base() != null && state.owner().sameAccount(link)) {
                synced = state.observedAt().isAfter(synced) ? state.observedAt() : synced;
                if (field != ScalarField.DETAILS) {
                    values.put(field.column(), state.base());
                }
            }
        }
        values.put("external_id", link.externalId());
        if (!synced.equals(Instant.EPOCH)) {
            values.put("last_synced_at", synced.toString());
        }
        return values;
    }
}
