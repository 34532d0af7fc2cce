package dev.kith.sync.interaction.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.HandleKey;
import dev.kith.sync.interaction.WatchedHandle;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Handles that are watched: under which interactions wait, or for which an untouched placeholder stands.
 *
 * <p>Whoever has something wait under a handle, and whoever settles one, locks its row before any contact. So nothing
 * begins to wait under a handle while it is given up.
 */
public final class HandleStore {

    /** A run whose pages are all in and under which nothing waits to become a contact. */
    public record SettledRun(AccountKey account, UUID runId) {}

    private static final String WATCH = """
            INSERT INTO contacts_handles (handle, kind, forms)
            SELECT handle, kind, string_to_array(forms, ' ')
            FROM unnest($1::text[], $2::text[], $3::text[]) AS u (handle, kind, forms)
            ON CONFLICT (handle) DO UPDATE SET kind = excluded.kind WHERE false
            """;

    // A contact run that is not known yet is still on its way, unless it has been so for too long.
    private static final String RIPE = """
            SELECT DISTINCT w.handle FROM contacts_waiting_interactions w
            WHERE w.make_contact AND (
                w.received_at < now() - $1::bigint * interval '1 millisecond'
                OR w.run_id NOT IN (
                    SELECT r.run_id FROM contacts_sync_runs r
                    CROSS JOIN unnest(r.awaited_runs) AS awaited (run_id)
                    LEFT JOIN contacts_sync_runs c ON c.run_id = awaited.run_id
                    WHERE r.run_id IN (SELECT run_id FROM contacts_waiting_interactions WHERE make_contact)
                      AND (c.run_id IS NULL OR (c.state = 'RUNNING' AND c.phase <> 'CONFIRMING'))))
            ORDER BY w.handle
            """;

    private static final String SETTLED = """
            SELECT provider, account_id, run_id FROM contacts_sync_runs r
            WHERE state = 'RUNNING' AND phase = 'SETTLING'
              AND NOT EXISTS (SELECT 1 FROM contacts_waiting_interactions w
                              WHERE w.run_id = r.run_id AND w.make_contact)
            """;

    // Whatever could change whose a handle is changes the digest of its holders.
    private static final String DIGESTS = """
            WITH watched AS (
                SELECT h.handle, h.kind, h.decided_holders, form FROM contacts_handles h, unnest(h.forms) AS form
                WHERE $1::text[] IS NULL OR h.handle = ANY ($1)
            ), held AS (
                SELECT w.handle, i.contact_id, i.value FROM watched w
                JOIN contact_info i ON i.type = 'phone' AND regexp_replace(i.value, '[^0-9+]', '', 'g') = w.form
                WHERE w.kind = 'phone'
                UNION ALL
                SELECT w.handle, i.contact_id, i.value FROM watched w
                JOIN contact_info i ON i.type = 'email' AND lower(i.value) = w.form
                WHERE w.kind = 'email'
            ), digests AS (
                SELECT held.handle, md5(string_agg(
                    concat_ws(' ', c.id, held.value, c.merged_into, c.archived_at IS NULL AND c.listed),
                    ',' ORDER BY c.id, held.value)) AS digest
                FROM held JOIN contacts c ON c.id = held.contact_id GROUP BY held.handle
            )
            """;

    private static final String CHANGED = DIGESTS + """
            SELECT h.handle FROM contacts_handles h LEFT JOIN digests d USING (handle)
            WHERE h.decided_holders IS DISTINCT FROM d.digest ORDER BY h.handle
            """;

    private static final String DECIDED = DIGESTS + """
            UPDATE contacts_handles h SET decided_holders = d.digest
            FROM contacts_handles o LEFT JOIN digests d USING (handle)
            WHERE h.handle = o.handle AND o.handle = ANY ($1) AND h.decided_holders IS DISTINCT FROM d.digest
            """;

    private static final String LOCK =
            "SELECT 1 FROM contacts_handles WHERE handle = ANY ($1) ORDER BY handle FOR UPDATE";

    private static final String LOAD = """
            SELECT h.handle, w.run_id, w.provider, w.account_id, w.external_id,
                   EXISTS (SELECT 1 FROM contacts_waiting_interactions x WHERE x.handle = h.handle) AS waiting,
                   EXISTS (SELECT 1 FROM contacts_placeholders p WHERE p.handle = h.handle
                           AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = p.contact_id)) AS refused
            FROM contacts_handles h
            LEFT JOIN LATERAL (
                SELECT x.run_id, x.external_id, x.metadata ->> 'provider' AS provider,
                       x.metadata ->> 'accountId' AS account_id
                FROM contacts_waiting_interactions x WHERE x.handle = h.handle AND x.make_contact
                ORDER BY x.occurred_at, x.external_id LIMIT 1) w ON true
            WHERE h.handle = ANY ($1) ORDER BY h.handle
            """;

    private static final String CLOSE = "DELETE FROM contacts_handles WHERE handle = ANY ($1)";

    private HandleStore() {}

    /** Has handles of people looked at until nothing waits under them any more, and locks them. */
    public static Uni<Void> watch(SqlConnection connection, Collection<HandleKey> handles) {
        List<HandleKey> people = handles.stream()
                .filter(HandleKey::person)
                .distinct()
                .sorted(Comparator.comparing(HandleKey::text))
                .toList();
        if (people.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple arguments = new Columns<>(people)
                .text(HandleKey::text)
                .text(HandleKey::kind)
                .text(handle -> String.join(" ", handle.forms()))
                .tuple();
        return Rows.execute(connection, WATCH, arguments).replaceWithVoid();
    }

    /** Handles that are to become placeholders when nobody holds them. */
    public static Uni<List<HandleKey>> ripe(SqlClient client, Duration patience) {
        return query(client, RIPE, Tuple.of(patience.toMillis()), HandleStore::handle);
    }

    /** Handles whose holders are not the ones by which they were last decided. */
    public static Uni<List<HandleKey>> changed(SqlClient client) {
        return query(client, CHANGED, Tuple.tuple().addArrayOfString(null), HandleStore::handle);
    }

    /** Runs that wait for nothing any more. */
    public static Uni<List<SettledRun>> settled(SqlClient client) {
        return query(
                client,
                SETTLED,
                Tuple.tuple(),
                row -> new SettledRun(
                        new AccountKey(row.getString("provider"), row.getString("account_id")), row.getUUID("run_id")));
    }

    /** Locks handles and tells what waits under them; those not watched any more are left out. */
    public static Uni<List<WatchedHandle>> load(SqlConnection connection, List<HandleKey> handles, boolean ripe) {
        // Two statements: the second sees what was committed while the first waited.
        return Rows.execute(connection, LOCK, named(handles))
                .chain(() -> query(connection, LOAD, named(handles), row -> watched(row, ripe)));
    }

    private static WatchedHandle watched(Row row, boolean ripe) {
        return new WatchedHandle(
                handle(row),
                row.getBoolean("waiting"),
                ripe && row.getUUID("run_id") != null,
                row.getBoolean("refused"),
                row.getUUID("run_id"),
                row.getString("provider"),
                row.getString("account_id"),
                row.getString("external_id"));
    }

    /** Remembers by whom handles were decided. */
    public static Uni<Void> decided(SqlConnection connection, List<HandleKey> handles) {
        return Rows.execute(connection, DECIDED, named(handles)).replaceWithVoid();
    }

    /** Stops looking at handles. */
    public static Uni<Void> close(SqlConnection connection, List<HandleKey> handles) {
        return handles.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.execute(connection, CLOSE, named(handles)).replaceWithVoid();
    }

    private static Tuple named(List<HandleKey> handles) {
        return Tuple.tuple()
                .addArrayOfString(handles.stream().map(HandleKey::text).toArray(String[]::new));
    }

    private static HandleKey handle(Row row) {
        return HandleKey.parse(row.getString("handle"));
    }

    private static <T> Uni<List<T>> query(SqlClient client, String sql, Tuple arguments, Function<Row, T> view) {
        return client.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(view)
                        .toList());
    }
}
