package dev.kith.sync.backfill.write;

import dev.kith.model.CanonicalGroup;
import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ActivityEvent;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.PlannerSettings;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes labels of a source's groups, by name, once a run has told all of them. A label a human took off stays off, one a
 * human had put on before is never taken off, and a label is never renamed: its members move. Of whom a run does not
 * bring itself it tells when their labels changed.
 */
public final class Labels {

    private static final String TOLD = """
            SELECT u.id, u.name, u.kind, u.deleted, u.etag,
                   ARRAY(SELECT jsonb_array_elements_text(u.members::jsonb)) AS members
            FROM unnest($3::text[], $4::text[], $5::text[], $6::bool[], $7::text[], $8::text[])
                 AS u (id, name, kind, deleted, etag, members)
            """;

    private static final String GROUPS = """
            INSERT INTO contacts_source_groups AS g (provider, account_id, group_id, name, kind, deleted, etag, members)
            SELECT $1, $2, told.* FROM (%s) told
            ON CONFLICT (provider, account_id, group_id) DO UPDATE
            SET name = excluded.name, kind = excluded.kind, deleted = excluded.deleted, etag = excluded.etag,
                members = excluded.members
            WHERE (g.name, g.kind, g.deleted, g.etag, g.members)
                  IS DISTINCT FROM (excluded.name, excluded.kind, excluded.deleted, excluded.etag, excluded.members)
            """.formatted(TOLD);

    private static final String GROUPS_AGAIN = """
            WITH told AS (%s), added AS (
                INSERT INTO contacts_source_groups
                    (provider, account_id, group_id, name, kind, deleted, etag, members)
                SELECT $1, $2, told.* FROM told
                ON CONFLICT DO NOTHING
                RETURNING group_id
            )
            SELECT EXISTS (SELECT 1 FROM added) AS added,
                   EXISTS (SELECT 1 FROM told t JOIN contacts_source_groups g ON g.group_id = t.id
                           WHERE g.provider = $1 AND g.account_id = $2
                             AND (g.name, g.kind, g.deleted, g.etag, g.members)
                                 IS DISTINCT FROM (t.name, t.kind, t.deleted, t.etag, t.members)) AS differ
            """.formatted(TOLD);

    // Some contacts name their groups, some groups name their contacts.
    private static final String WANTED = """
            SELECT l.local_contact_id AS contact_id, l.external_contact_id, g.name
            FROM (SELECT l.external_contact_id, l.local_contact_id, m.group_id
                  FROM contacts_source_links l
                  CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(l.mapped -> 'groups', '[]')) AS m (group_id)
                  WHERE l.provider = $1 AND l.account_id = $2 AND l.deleted_at IS NULL
                  UNION
                  SELECT l.external_contact_id, l.local_contact_id, m.group_id
                  FROM (SELECT group_id, member FROM contacts_source_groups, unnest(members) AS member
                        WHERE provider = $1 AND account_id = $2) m
                  JOIN contacts_source_links l ON l.uid = m.member AND starts_with(m.group_id, l.stream)
                  WHERE l.provider = $1 AND l.account_id = $2 AND l.deleted_at IS NULL) l
            JOIN contacts c ON c.id = l.local_contact_id
            JOIN contacts_source_groups g ON g.provider = $1 AND g.account_id = $2 AND g.group_id = l.group_id
            WHERE g.kind = 'USER' AND NOT g.deleted AND g.name IS NOT NULL
            """;

    private static final String WANTED_BY_ONE = WANTED + " AND l.external_contact_id = $3";

    private static final String MAKE = """
            INSERT INTO labels (name) SELECT DISTINCT name FROM (%s) wanted ON CONFLICT (name) DO NOTHING
            """;

    private static final String PUT_ON = """
            WITH wanted AS (
                %s
            ), fresh AS (
                SELECT w.contact_id, n.id AS label_id, w.external_contact_id FROM wanted w JOIN labels n ON n.name = w.name
                WHERE NOT EXISTS (SELECT 1 FROM contacts_label_sources s
                                  WHERE s.contact_id = w.contact_id AND s.label_id = n.id AND s.provider = $1
                                    AND s.account_id = $2 AND s.external_contact_id = w.external_contact_id)
            ), placed AS (
                INSERT INTO contact_labels (label_id, contact_id)
                SELECT DISTINCT f.label_id, f.contact_id FROM fresh f
                WHERE NOT EXISTS (SELECT 1 FROM contacts_label_sources s
                                  WHERE s.contact_id = f.contact_id AND s.label_id = f.label_id)
                ON CONFLICT DO NOTHING
                RETURNING label_id, contact_id
            ), noted AS (
                INSERT INTO contacts_label_sources
                    (contact_id, label_id, provider, account_id, external_contact_id, placed)
                SELECT f.contact_id, f.label_id, $1, $2, f.external_contact_id,
                       (f.label_id, f.contact_id) IN (SELECT label_id, contact_id FROM placed)
                       OR EXISTS (SELECT 1 FROM contacts_label_sources s
                                  WHERE s.contact_id = f.contact_id AND s.label_id = f.label_id AND s.placed)
                FROM fresh f
            )
            """;

    private static final String PLACED_BEFORE_THE_RUN = """
            SELECT f.contact_id, f.external_contact_id
            FROM placed p JOIN fresh f ON f.label_id = p.label_id AND f.contact_id = p.contact_id
            JOIN contacts_source_links l ON l.provider = $1 AND l.account_id = $2
                 AND l.external_contact_id = f.external_contact_id
            JOIN contacts_sync_runs r ON r.run_id = $3 AND l.first_seen_at < r.started_at
            """;

    private static final String TAKE_OFF = "WITH wanted AS (" + WANTED + ") " + """
            , gone AS (
                DELETE FROM contacts_label_sources s
                WHERE s.provider = $1 AND s.account_id = $2
                  AND EXISTS (SELECT 1 FROM contacts_source_links l
                              WHERE l.provider = $1 AND l.account_id = $2 AND l.deleted_at IS NULL
                                AND l.external_contact_id = s.external_contact_id
                                AND l.local_contact_id = s.contact_id)
                  AND NOT EXISTS (SELECT 1 FROM wanted w JOIN labels n ON n.name = w.name
                                  WHERE w.contact_id = s.contact_id AND n.id = s.label_id
                                    AND w.external_contact_id = s.external_contact_id)
                RETURNING s.contact_id, s.label_id, s.external_contact_id, s.placed
            )
            DELETE FROM contact_labels cl USING gone g
            WHERE g.placed AND cl.contact_id = g.contact_id AND cl.label_id = g.label_id
              AND NOT EXISTS (SELECT 1 FROM contacts_label_sources s
                              WHERE s.contact_id = g.contact_id AND s.label_id = g.label_id
                                AND NOT EXISTS (SELECT 1 FROM gone o
                                                WHERE o.contact_id = s.contact_id AND o.label_id = s.label_id
                                                  AND s.provider = $1 AND s.account_id = $2
                                                  AND o.external_contact_id = s.external_contact_id))
            RETURNING cl.contact_id, g.external_contact_id
            """;

    private static final String MAKE_ALL = MAKE.formatted(WANTED);
    private static final String PUT_ON_ALL = PUT_ON.formatted(WANTED) + PLACED_BEFORE_THE_RUN;
    private static final String MAKE_OF_ONE = MAKE.formatted(WANTED_BY_ONE);
    private static final String PUT_ON_OF_ONE = PUT_ON.formatted(WANTED_BY_ONE) + "SELECT 1 FROM placed";

    // These statements look at the whole account. Loops within loops seem cheap to a planner that has no statistics of
    // tables filled a moment ago, and take the square of the account's size.
    private static final String WITHOUT_LOOPS = "SET LOCAL enable_nestloop = off";
    private static final String WITH_LOOPS = "SET LOCAL enable_nestloop = on";

    /** No label says more. */
    private static final int LONGEST_NAME = 200;

    /** Bytes that fit a row of the index together with the account's name. */
    private static final int LONGEST_ID = 1_500;

    private static final String CHANGED = "SELECT labels_changed FROM contacts_sync_runs WHERE run_id = $1";

    private Labels() {}

    /**
     * Stores groups, the last of those told twice; tells whether any is new or differs. One whose id fits no index is none,
     * and a name is cut: a refused group would hold up everybody else for good.
     */
    static Uni<Boolean> groups(SqlConnection connection, AccountKey account, List<CanonicalGroup> groups) {
        return Rows.execute(connection, GROUPS, told(account, groups)).map(changed -> changed > 0);
    }

    /** Stores groups of which nothing is known yet. */
    static Uni<GroupsAgain> groupsAgain(SqlConnection connection, AccountKey account, List<CanonicalGroup> groups) {
        return connection
                .preparedQuery(GROUPS_AGAIN)
                .execute(told(account, groups))
                .map(rows -> rows.iterator().next())
                .map(row -> new GroupsAgain(row.getBoolean("added"), row.getBoolean("differ")));
    }

    private static Tuple told(AccountKey account, List<CanonicalGroup> groups) {
        Map<String, CanonicalGroup> latest = new LinkedHashMap<>();
        groups.stream()
                .filter(group -> group.externalId().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID)
                .forEach(group -> latest.put(group.externalId(), group));
        return new Columns<>(List.copyOf(latest.values()), Tuple.of(account.provider(), account.accountId()))
                .text(CanonicalGroup::externalId)
                .text(group -> cut(group.name()))
                .text(group -> group.kind().name())
                .flag(CanonicalGroup::deleted)
                .text(CanonicalGroup::etag)
                .text(group -> Rows.json(members(group)))
                .tuple();
    }

    /** As links hold their UIDs. */
    private static List<String> members(CanonicalGroup group) {
        return group.members().stream()
                .map(UidNormalizer::normalize)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static String cut(String name) {
        return name == null || name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2))
                                .strip() + "…";
    }

    static Uni<Void> resolve(SqlConnection connection, AccountKey account, UUID runId) {
        return connection
                .preparedQuery(CHANGED)
                .execute(Tuple.of(runId))
                .chain(rows -> rows.iterator().next().getBoolean("labels_changed")
                        ? move(connection, account, runId)
                                .chain(changed -> changed.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : PlannerSettings.keepingPlans(
                                                connection, AuditWriter.activity(connection, runId, changed)))
                        : Uni.createFrom().voidItem());
    }

    /** The same outside a run, which tells nothing. */
    static Uni<Void> resolve(SqlConnection connection, AccountKey account) {
        return move(connection, account, null).replaceWithVoid();
    }

    /** Puts on the contact that one link leads to what its source asks for, and tells nothing. */
    public static Uni<Void> putOn(SqlConnection connection, LinkKey link) {
        Tuple one = Tuple.of(link.provider(), link.accountId(), link.externalId());
        return Rows.execute(connection, MAKE_OF_ONE, one)
                .chain(() -> Rows.execute(connection, PUT_ON_OF_ONE, one))
                .replaceWithVoid();
    }

    private static Uni<List<ActivityEvent>> move(SqlConnection connection, AccountKey account, UUID runId) {
        Tuple key = Tuple.of(account.provider(), account.accountId());
        Map<UUID, ActivityEvent> changed = new LinkedHashMap<>();
        return connection
                .query(WITHOUT_LOOPS)
                .execute()
                .chain(() -> Rows.execute(connection, MAKE_ALL, key))
                .chain(() -> connection
                        .preparedQuery(PUT_ON_ALL)
                        .execute(Tuple.of(account.provider(), account.accountId(), runId)))
                .invoke(rows -> note(account, rows, changed))
                .chain(() -> connection.preparedQuery(TAKE_OFF).execute(key))
                .invoke(rows -> note(account, rows, changed))
                .chain(() -> connection.query(WITH_LOOPS).execute())
                .map(done -> List.copyOf(changed.values()));
    }

    private static void note(AccountKey account, RowSet<Row> rows, Map<UUID, ActivityEvent> changed) {
        rows.forEach(row -> changed.computeIfAbsent(
                row.getUUID("contact_id"),
                contact -> new ActivityEvent(
                        contact,
                        ActivityEvent.Type.CONTACT_SYNC_UPDATED,
                        account.link(row.getString("external_contact_id")),
                        List.of("contact_labels"),
                        null)));
    }
}
