package dev.kith.sync.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Consents that were begun, in PostgreSQL. Of what a browser must show only digests are kept. */
@ApplicationScoped
class ConsentStates {

    private static final String BEGIN = """
            WITH expired AS (DELETE FROM contacts_oauth_states WHERE expires_at < now())
            INSERT INTO contacts_oauth_states
                (state_hash, browser_hash, verifier, redirect_uri, account_id, other_contacts, begun_by, begun_role,
                 expires_at)
            VALUES (sha256(convert_to($1, 'UTF8')), sha256(convert_to($2, 'UTF8')), $3, $4, $5, $6, $7, $8,
                now() + interval '10 minutes')
            """;
    private static final String INITIATOR = """
            SELECT begun_by, begun_role FROM contacts_oauth_states
            WHERE state_hash = sha256(convert_to($1, 'UTF8')) AND browser_hash = sha256(convert_to($2, 'UTF8'))
                AND begun_by IS NOT NULL
            """;
    private static final String TAKE = """
            DELETE FROM contacts_oauth_states
            WHERE state_hash = sha256(convert_to($1, 'UTF8')) AND browser_hash = sha256(convert_to($2, 'UTF8'))
                AND expires_at >= now()
            RETURNING verifier, redirect_uri, account_id, other_contacts
            """;

    /**
     * A consent that was begun.
     *
     * @param accountId the account that is connected again; {@code null} for whoever consents
     * @param otherContacts what becomes of people the owner only ever wrote to; {@code null} leaves that as it is
     */
    record Begun(String verifier, URI redirect, String accountId, String otherContacts) {

        boolean readsOtherContacts() {
            return otherContacts != null && !otherContacts.equals("off");
        }

        @Override
        public String toString() {
            return "Begun[redacted]";
        }
    }

    private final Pool pool;

    ConsentStates(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> begin(String state, String browser, Begun begun, Initiator initiator) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.from(Arrays.asList(
                        state,
                        browser,
                        begun.verifier(),
                        begun.redirect().toString(),
                        begun.accountId(),
                        begun.otherContacts(),
                        initiator.actor(),
                        initiator.role())))
                .replaceWithVoid();
    }

    /** Who began what stands under this state in this browser, in time or not. */
    Uni<Optional<Initiator>> initiator(String state, String browser) {
        return pool.preparedQuery(INITIATOR)
                .execute(Tuple.of(state, browser))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Initiator(row.getString("begun_by"), row.getString("begun_role")))
                        .findFirst());
    }

    /** What was begun under this state in this browser; only the first caller gets it. */
    Uni<Optional<Begun>> take(String state, String browser) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(state, browser))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ConsentStates::begun)
                        .findFirst());
    }

    private static Begun begun(Row row) {
        return new Begun(
                row.getString("verifier"),
                URI.create(row.getString("redirect_uri")),
                row.getString("account_id"),
                row.getString("other_contacts"));
    }
}
