package dev.kith.sync.account;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Rows of {@code google_oauth_credentials}, as they stand there. */
@ApplicationScoped
class CredentialStore {

    private final Pool pool;

    CredentialStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<CredentialRow>> find(String provider, String accountId) {
        return pool.preparedQuery("""
                        SELECT credential_key, credentials FROM google_oauth_credentials
                        WHERE credential_key = ANY($1) ORDER BY updated_at DESC LIMIT 1
                        """)
                .execute(Tuple.of(CredentialRow.keysOf(provider, accountId).toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CredentialStore::credentialRow)
                        .findFirst());
    }

    Uni<List<CredentialRow>> all() {
        return pool.query("SELECT credential_key, credentials FROM google_oauth_credentials ORDER BY updated_at")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CredentialStore::credentialRow)
                        .toList());
    }

    /** Stores the row, and drops what stands for the same account under another key. */
    Uni<Void> put(CredentialRow row) {
        var others = CredentialRow.keysOf(row.provider(), row.accountId()).stream()
                .filter(key -> !key.equals(row.key()))
                .toArray(String[]::new);
        return pool.withTransaction(connection -> connection
                .preparedQuery("""
                        INSERT INTO google_oauth_credentials (credential_key, credentials) VALUES ($1, $2)
                        ON CONFLICT (credential_key) DO UPDATE
                        SET credentials = excluded.credentials, updated_at = now()
                        """)
                .execute(Tuple.of(row.key(), row.stored()))
                .call(() -> connection
                        .preparedQuery("DELETE FROM google_oauth_credentials WHERE credential_key = ANY($1)")
                        .execute(Tuple.of(others)))
                .replaceWithVoid());
    }

    /** Replaces a row only while it still holds what was read, so that a newer grant is never undone. */
    Uni<Boolean> replace(CredentialRow read, CredentialRow by) {
        return pool.preparedQuery("""
                        UPDATE google_oauth_credentials SET credentials = $3, updated_at = now()
                        WHERE credential_key = $1 AND credentials = $2
                        """)
                .execute(Tuple.of(read.key(), read.stored(), by.stored()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static CredentialRow credentialRow(Row row) {
        var stored = row.getValue("credentials");
        // Another program may have stored anything that JSONB takes, a JSON text of JSON included.
        return new CredentialRow(
                row.getString("credential_key"),
                stored instanceof JsonObject object
                        ? object
                        : stored instanceof String text && text.startsWith("{")
                                ? new JsonObject(text)
                                : new JsonObject());
    }
}
