package dev.kith.sync.api.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Sessions, sign-in links and failed attempts in PostgreSQL, whose clock all instances share. */
@ApplicationScoped
class SessionStore {

    private static final String OPEN = """
            WITH old AS (DELETE FROM contacts_sessions WHERE expires_at < now() - interval '30 days')
            INSERT INTO contacts_sessions (token_hash, key_hash, subject, role, expires_at)
            VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))
            """;
    // Seen is noted once a minute, not with every picture of a page.
    private static final String FIND = """
            WITH live AS (
                SELECT id, key_hash, subject, role, seen_at FROM contacts_sessions
                WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > now()
                  AND seen_at > now() - make_interval(secs => $2)
            ), seen AS (
                UPDATE contacts_sessions s SET seen_at = now() FROM live
                WHERE s.id = live.id AND live.seen_at < now() - interval '1 minute'
            )
            SELECT key_hash, subject, role FROM live
            """;
    private static final String END =
            "UPDATE contacts_sessions SET ended_at = now() WHERE token_hash = $1 AND ended_at IS NULL";
    private static final String MAKE_LINK = """
            WITH old AS (DELETE FROM contacts_sign_in_links WHERE expires_at < now())
            INSERT INTO contacts_sign_in_links (token_hash, key_hash, expires_at)
            VALUES ($1, $2, now() + make_interval(secs => $3))
            """;
    private static final String USE_LINK = """
            UPDATE contacts_sign_in_links SET used_at = now()
            WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING key_hash
            """;
    private static final String FAILED = """
            WITH old AS (DELETE FROM contacts_sign_in_failures WHERE failed_at < now() - interval '1 day')
            INSERT INTO contacts_sign_in_failures (source) VALUES ($1)
            """;
    private static final String FAILURES = """
            SELECT count(*) FROM contacts_sign_in_failures
            WHERE source = $1 AND failed_at > now() - make_interval(secs => $2)
            """;

    /** @param keyHash {@code null} where no key stands behind it */
    record Stored(String keyHash, String subject, String role) {}

    private final Pool pool;

    SessionStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> open(SecretToken token, String keyHash, KeyHolder holder, Duration lifetime) {
        return run(
                        OPEN,
                        Tuple.of(
                                token.hash(),
                                keyHash,
                                holder.name(),
                                holder.role().wire(),
                                seconds(lifetime)))
                .replaceWithVoid();
    }

    Uni<Optional<Stored>> find(SecretToken token, Duration idle) {
        return run(FIND, Tuple.of(token.hash(), seconds(idle)))
                .map(rows -> first(rows)
                        .map(row -> new Stored(
                                row.getString("key_hash"), row.getString("subject"), row.getString("role"))));
    }

    Uni<Void> end(SecretToken token) {
        return run(END, Tuple.of(token.hash())).replaceWithVoid();
    }

    Uni<Void> makeLink(SecretToken token, String keyHash, Duration lifetime) {
        return run(MAKE_LINK, Tuple.of(token.hash(), keyHash, seconds(lifetime)))
                .replaceWithVoid();
    }

    /** @return the hash of the key that the link stands for; a link serves once */
    Uni<Optional<String>> useLink(SecretToken token) {
        return run(USE_LINK, Tuple.of(token.hash())).map(rows -> first(rows).map(row -> row.getString("key_hash")));
    }

    Uni<Void> failed(String source) {
        return run(FAILED, Tuple.of(source)).replaceWithVoid();
    }

    Uni<Long> failures(String source, Duration window) {
        return run(FAILURES, Tuple.of(source, seconds(window)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
