package dev.kith.sync.interaction;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whose numbers and addresses were that have been taken off since: what came before belongs to them. */
public final class FormerHolders {

    static final FormerHolders NONE = new FormerHolders(Map.of());

    // What a source changes is told value by value, what people change list by list.
    private static final String TAKEN_OFF = """
            SELECT coalesce(c.merged_into, c.id) AS contact_id, v.value, h.changed_at
            FROM contacts_field_history h
            JOIN contacts c ON c.id = h.contact_id
            CROSS JOIN LATERAL (
                SELECT h.old_value #>> '{}' AS value WHERE jsonb_typeof(h.old_value) = 'string'
                UNION ALL
                SELECT e ->> 'value' FROM jsonb_array_elements(
                    CASE WHEN jsonb_typeof(h.old_value) = 'array' THEN h.old_value ELSE '[]' END) e) v
            WHERE h.field IN ('phone', 'email', 'phones', 'emails') AND v.value IS NOT NULL
            ORDER BY h.changed_at, h.id
            """;

    private record Held(UUID contactId, Instant until) {}

    private final Map<HandleKey, List<Held>> held;

    private FormerHolders(Map<HandleKey, List<Held>> held) {
        this.held = held;
    }

    static Uni<FormerHolders> load(Pool pool, String region) {
        return pool.query(TAKEN_OFF).execute().map(rows -> {
            Map<HandleKey, List<Held>> held = new HashMap<>();
            for (Row row : rows) {
                HandleKey.ofPerson(row.getString("value"), region)
                        .ifPresent(handle -> held.computeIfAbsent(handle, unused -> new ArrayList<>())
                                .add(new Held(row.getUUID("contact_id"), Rows.instant(row, "changed_at"))));
            }
            return new FormerHolders(held);
        });
    }

    /** Who held a handle at that time. */
    private Optional<UUID> of(HandleKey handle, Instant at) {
        return held.getOrDefault(handle, List.of()).stream()
                .filter(former -> former.until().isAfter(at))
                .map(Held::contactId)
                .findFirst();
    }

    /** The holders of that time, where nobody but a placeholder holds a handle now. */
    Map<HandleKey, List<Holder>> and(Map<HandleKey, List<Holder>> now, Iterable<HandleKey> handles, Instant at) {
        Map<HandleKey, List<Holder>> then = new HashMap<>(now);
        for (HandleKey handle : handles) {
            if (now.getOrDefault(handle, List.of()).stream().allMatch(Holder::untouchedPlaceholder)) {
                of(handle, at)
                        .ifPresent(contact -> then.put(handle, List.of(new Holder(contact, false, false, false))));
            }
        }
        return then;
    }
}
