package dev.kith.sync.api.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The keys in PostgreSQL. A revoked one is kept, for whoever asks later, but opens nothing. */
@ApplicationScoped
class KeyStore {

    private static final String FIND = """
            SELECT id, name, role, machine_id, key_hash FROM contacts_api_keys
            WHERE key_hash = $1 AND revoked_at IS NULL
            """;
    private static final String LIST =
            "SELECT id, name, role, machine_id, created_at FROM contacts_api_keys WHERE revoked_at IS NULL ORDER BY created_at, id";
    private static final String INSERT = """
            INSERT INTO contacts_api_keys (name, role, key_hash, machine_id) VALUES ($1, $2, $3, $4)
            RETURNING id, name, role, machine_id, created_at
            """;
    private static final String REVOKE =
            "UPDATE contacts_api_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL";

    private static final String BIND =
            "UPDATE contacts_api_keys SET machine_id = $2 WHERE id = $1 AND coalesce(machine_id, $2) = $2";

    private final Pool pool;

    KeyStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<KeyHolder>> find(KeyHash hash) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(hash.hex()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> hash.matches(new KeyHash(row.getString("key_hash"))))
                        .map(row -> KeyHolder.key(
                                row.getUUID("id"), row.getString("name"), role(row), row.getString("machine_id")))
                        .findFirst());
    }

    Uni<List<ApiKey>> list() {
        return pool.query(LIST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> key(row, null))
                        .toList());
    }

    Uni<ApiKey> insert(String name, Role role, String machineId, String key) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(name, role.wire(), KeyHash.of(key).hex(), machineId))
                .map(rows -> key(rows.iterator().next(), key));
    }

    /** Binds a key to a machine, unless it is bound to another one. */
    Uni<Boolean> bind(UUID id, String machineId) {
        return pool.preparedQuery(BIND).execute(Tuple.of(id, machineId)).map(rows -> rows.rowCount() == 1);
    }

    Uni<Boolean> revoke(UUID id) {
        return pool.preparedQuery(REVOKE).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    private static ApiKey key(Row row, String key) {
        return new ApiKey(
                row.getUUID("id"),
                row.getString("name"),
                role(row),
                row.getString("machine_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                key);
    }

    private static Role role(Row row) {
        return Role.of(row.getString("role"))
                .orElseThrow(() -> new IllegalStateException("A key has a role that this version does not know."));
    }
}
