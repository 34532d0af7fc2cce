package dev.kith.sync.crm;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A request to make something that may be sent again and makes it once.
 *
 * @param caller whose key it is
 * @param key chosen by the caller; {@code null} when each request counts
 * @param request what is asked for, to be told from another request under the same key
 */
public record Repeatable(String caller, String key, String request) {

    private static final String CLAIM = """
            WITH forgotten AS (DELETE FROM contacts_idempotency_keys WHERE created_at < now() - interval '1 day')
            INSERT INTO contacts_idempotency_keys (caller, key, request_hash)
            VALUES ($1, $2, sha256(convert_to($3, 'UTF8')))
            ON CONFLICT (caller, key) DO NOTHING
            """;
    private static final String FIND = """
            SELECT made_id, request_hash = sha256(convert_to($3, 'UTF8')) AS same
            FROM contacts_idempotency_keys WHERE caller = $1 AND key = $2
            """;
    private static final String KEEP =
            "UPDATE contacts_idempotency_keys SET made_id = $3 WHERE caller = $1 AND key = $2";

    /** What was made, and whether it was made just now. */
    public record Made(UUID id, boolean now) {}

    /** Makes it, or finds what was made before; whoever sends the same at the same time waits. */
    Uni<Made> once(SqlConnection connection, Supplier<Uni<UUID>> make) {
        if (key == null) {
            return make.get().map(id -> new Made(id, true));
        }
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(caller, key, request))
                .chain(claimed -> claimed.rowCount() == 1
                        ? make.get()
                                .call(id -> connection.preparedQuery(KEEP).execute(Tuple.of(caller, key, id)))
                                .map(id -> new Made(id, true))
                        : before(connection));
    }

    private Uni<Made> before(SqlConnection connection) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(caller, key, request))
                .map(rows -> {
                    var row = rows.iterator().next();
                    if (!row.getBoolean("same")) {
                        throw new KeyReusedException();
                    }
                    return new Made(row.getUUID("made_id"), false);
                });
    }

    @Override
    public String toString() {
        return "Repeatable[redacted]";
    }
}
