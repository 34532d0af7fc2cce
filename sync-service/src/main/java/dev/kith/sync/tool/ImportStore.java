package dev.kith.sync.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Keeps what was found in imported files, for those who ask later. */
@ApplicationScoped
class ImportStore {

    private static final String SAVE = """
            INSERT INTO contacts_imports (run_id, findings) VALUES ($1, $2::text::jsonb)
            ON CONFLICT (run_id) DO UPDATE SET findings = excluded.findings
            """;

    private static final String FIND = "SELECT findings::text AS findings FROM contacts_imports WHERE run_id = $1";

    private static final String QUARANTINED = """
            SELECT external_contact_id, message FROM contacts_quarantine
            WHERE run_id = $1 AND status = 'open' AND external_contact_id IS NOT NULL ORDER BY log_offset LIMIT $2
            """;

    private final Pool pool;
    private final ObjectMapper json;

    ImportStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<Void> save(UUID runId, ImportFindings findings) {
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(runId, written(findings)))
                .replaceWithVoid();
    }

    Uni<Optional<ImportFindings>> find(UUID runId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(runId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> read(row.getString("findings")))
                        .findFirst());
    }

    /** Contacts of the run that were set aside instead of applied, by external id, with the reason. */
    Uni<Map<String, String>> setAside(UUID runId, int most) {
        return pool.preparedQuery(QUARANTINED).execute(Tuple.of(runId, most)).map(rows -> {
            Map<String, String> messages = new LinkedHashMap<>();
            rows.forEach(row -> messages.put(row.getString("external_contact_id"), row.getString("message")));
            return messages;
        });
    }

    private String written(ImportFindings findings) {
        try {
            return json.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings of an import cannot be written", e);
        }
    }

    private ImportFindings read(String stored) {
        try {
            return json.readValue(stored, ImportFindings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored findings of an import cannot be read", e);
        }
    }
}
