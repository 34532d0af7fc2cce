package dev.kith.sync.log.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.model.Sha256;
import dev.kith.sync.backfill.Replayed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a replay found. Names fields and contacts, never a value.
 *
 * @param records of the log that were read
 * @param fields how many contacts changed, or would, by column or table
 * @param contacts the first of those that changed, at most {@value #SHOWN}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayReport(
        long records,
        int created,
        int updated,
        int unchanged,
        int conflicts,
        int quarantined,
        Map<String, Integer> fields,
        List<Changed> contacts) {

    static final int SHOWN = 100;
    private static final int FINGERPRINT_DIGITS = 32;
    static final ReplayReport EMPTY = new ReplayReport(0, 0, 0, 0, 0, 0, Map.of(), List.of());

    /** A contact that changed; one that a dry run would make has no id yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Changed(
            UUID contactId,
            String provider,
            String accountId,
            String externalId,
            boolean created,
            List<String> fields) {

        private static Changed of(Replayed.Difference difference, boolean dryRun) {
            var link = difference.link();
            return new Changed(
                    dryRun && difference.created() ? null : difference.contactId(),
                    link == null ? null : link.provider(),
                    link == null ? null : link.accountId(),
                    link == null ? null : link.externalId(),
                    difference.created(),
                    difference.fields());
        }
    }

    public ReplayReport {
        fields = fields == null ? Map.of() : fields;
        contacts = contacts == null ? List.of() : contacts;
    }

    ReplayReport plus(Replayed more, boolean dryRun) {
        Map<String, Integer> counted = new TreeMap<>(fields);
        more.differences().forEach(one -> one.fields().forEach(field -> counted.merge(field, 1, Integer::sum)));
        List<Changed> shown = new ArrayList<>(contacts);
        more.differences().stream()
                .limit(SHOWN - shown.size())
                .map(one -> Changed.of(one, dryRun))
                .forEach(shown::add);
        return new ReplayReport(
                records,
                created + more.created(),
                updated + more.updated(),
                unchanged + more.unchanged(),
                conflicts + more.conflicts(),
                quarantined + more.quarantined(),
                counted,
                shown);
    }

    /**
     * What tells this plan from every other. How many records say that nothing changes is no part of it: the log goes on
     * while somebody thinks.
     */
    String fingerprint(ReplayRequest request) {
        List<String> changes = contacts.size() < SHOWN
                ? contacts.stream().map(Changed::toString).sorted().toList()
                : List.of();
        String plan = String.join(
                "\n",
                Objects.toString(request.from()),
                Objects.toString(request.provider()),
                Objects.toString(request.accountId()),
                created + " " + updated + " " + conflicts + " " + quarantined,
                new TreeMap<>(fields).toString(),
                changes.toString());
        return Sha256.hex(plan.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT_DIGITS);
    }

    /** @param unmappable contacts of these records that the rules of today cannot map */
    ReplayReport withRead(int more, int unmappable) {
        return new ReplayReport(
                records + more, created, updated, unchanged, conflicts, quarantined + unmappable, fields, contacts);
    }
}
