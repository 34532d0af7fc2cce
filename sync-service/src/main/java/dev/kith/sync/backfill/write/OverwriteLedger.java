package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Counts what a full run overwrites, and takes back what it overwrote of a field that turns out to be held. */
public final class OverwriteLedger {

    /**
     * How far a run has come.
     *
     * @param counted whether its overwrites count: it is full, and nobody approved them
     * @param held the field that is held; {@code null} when none is
     */
    public record Tally(boolean counted, Map<ScalarField, Integer> counts, ScalarField held) {}

    private static final String LOAD = """
            SELECT r.mode = 'full' AND NOT s.overwrites_approved AS counted, r.overwrites::text AS overwrites,
                   r.overwrites_held
            FROM contacts_sync_runs r JOIN contacts_sync_state s USING (provider, account_id) WHERE r.run_id = $1
            """;
    private static final String PEOPLE = """
            SELECT count(*) FROM contacts_source_links
            WHERE provider = $1 AND account_id = $2 AND deleted_at IS NULL
            """;
    private static final String SAVE =
            "UPDATE contacts_sync_runs SET overwrites = $2::text::jsonb, overwrites_held = $3 WHERE run_id = $1";
    private static final String TAKE_BACK_BASES = """
            UPDATE contacts_provenance p
            SET document = jsonb_set(p.document, ARRAY['fields', $2, 'base'], coalesce(h.old_value, 'null'))
            FROM contacts_field_history h
            WHERE h.run_id = $1 AND h.field = $2 AND h.rule = 'source_update' AND p.contact_id = h.contact_id
              AND coalesce(p.document #> ARRAY['fields', $2, 'base'], 'null') = coalesce(h.new_value, 'null')
            """;
    private static final String DECIDE_AGAIN = """
            UPDATE contacts_source_links l SET content_hash = NULL
            FROM contacts_field_history h
            WHERE h.run_id = $1 AND h.field = $2 AND h.rule = 'source_update' AND l.local_contact_id = h.contact_id
            """;
    private static final String NOTE = """
            INSERT INTO contacts_field_history (contact_id, field, old_value, new_value, actor, rule, run_id)
            SELECT contact_id, field, new_value, old_value, actor, 'held', run_id FROM contacts_field_history
            WHERE run_id = $1 AND field = $2 AND rule = 'source_update'
            """;

    private static final String WITHHOLD = """
            INSERT INTO contacts_withheld_overwrites (run_id, contact_id, field, link, offered)
            SELECT $1, u.contact_id, $2, u.link, coalesce(to_jsonb(u.offered), 'null')
            FROM unnest($3::uuid[], $4::text[], $5::text[]) AS u (contact_id, link, offered)
            ON CONFLICT (run_id, contact_id, field) DO UPDATE SET link = excluded.link, offered = excluded.offered
            """;
    private static final String WITHHOLD_WHAT_WAS_WRITTEN = """
            INSERT INTO contacts_withheld_overwrites (run_id, contact_id, field, link, offered)
            SELECT run_id, contact_id, field, actor, coalesce(new_value, 'null') FROM contacts_field_history
            WHERE run_id = $1 AND field = $2 AND rule = 'source_update'
            ON CONFLICT (run_id, contact_id, field) DO NOTHING
            """;
    /** As if each had been answered with keeping the local value: what differs from its base is not overwritten. */
    private static final String KEEP = """
            UPDATE contacts_provenance p
            SET document = jsonb_set(p.document, ARRAY['fields', w.field, 'base'], w.offered)
            FROM contacts_withheld_overwrites w
            WHERE w.run_id = $1 AND p.contact_id = w.contact_id
              AND p.document #>> ARRAY['fields', w.field, 'owner'] = w.link
            """;

    private static final String DECIDE_KEPT_AGAIN = """
            UPDATE contacts_source_links l SET content_hash = NULL
            FROM contacts_withheld_overwrites w WHERE w.run_id = $1 AND l.local_contact_id = w.contact_id
            """;

    private static final String FORGET = "DELETE FROM contacts_withheld_overwrites WHERE run_id = $1";

    private OverwriteLedger() {}

    public static Uni<Tally> load(SqlConnection connection, UUID runId) {
        return connection.preparedQuery(LOAD).execute(Tuple.of(runId)).map(rows -> {
            if (!rows.iterator().hasNext()) {
                return new Tally(false, Map.of(), null);
            }
            var row = rows.iterator().next();
            return new Tally(
                    row.getBoolean("counted"),
                    Rows.read(row.getString("overwrites"), FieldCounts.class),
                    field(row.getString("overwrites_held")));
        });
    }

    /** Names the type for Jackson. */
    private static final class FieldCounts extends EnumMap<ScalarField, Integer> {
        private static final long serialVersionUID = 1;

        FieldCounts() {
            super(ScalarField.class);
        }
    }

    private static ScalarField field(String column) {
        return Stream.of(ScalarField.values())
                .filter(field -> field.column().equals(column))
                .findFirst()
                .orElse(null);
    }

    public static Uni<Long> people(SqlConnection connection, AccountKey account) {
        return connection
                .preparedQuery(PEOPLE)
                .execute(Tuple.of(account.provider(), account.accountId()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    public static Uni<Void> save(
            SqlConnection connection, UUID runId, Map<ScalarField, Integer> counts, ScalarField held) {
        return Rows.execute(connection, SAVE, Tuple.of(runId, Rows.json(counts), held == null ? null : held.column()))
                .replaceWithVoid();
    }

    /** Notes what the run would have written into the field, in case it is rejected. */
    public static Uni<Void> withheld(
            SqlConnection connection, UUID runId, ScalarField field, List<ContactDecision> decisions) {
        // A contact that several pages speak of is decided as the last of them says.
        Map<UUID, ContactDecision> last = new LinkedHashMap<>();
        decisions.forEach(decision -> last.put(decision.contactId(), decision));
        Tuple arguments = new Columns<>(List.copyOf(last.values()), Tuple.of(runId, field.column()))
                .uuid(ContactDecision::contactId)
                .text(decision -> decision.speaker().text())
                .text(decision -> decision.after().get(field))
                .tuple();
        return Rows.execute(connection, WITHHOLD, arguments).replaceWithVoid();
    }

    /** Has what is here stay, whatever the run wanted to write, until its source says something else. */
    public static Uni<Void> keepWhatIsHere(SqlConnection connection, UUID runId) {
        return Rows.execute(connection, KEEP, Tuple.of(runId))
                .chain(() -> Rows.execute(connection, DECIDE_KEPT_AGAIN, Tuple.of(runId)))
                .chain(() -> forget(connection, runId));
    }

    /** Forgets what the run wanted to write, once that is decided. */
    public static Uni<Void> forget(SqlConnection connection, UUID runId) {
        return Rows.execute(connection, FORGET, Tuple.of(runId)).replaceWithVoid();
    }

    /** Puts back what the run had overwritten of a field, where nobody touched it since. */
    public static Uni<Void> takeBack(SqlConnection connection, UUID runId, ScalarField field) {
        String column = field.column();
        String value = field == ScalarField.DETAILS ? "(h.old_value #>> '{}')::jsonb" : "h.old_value #>> '{}'";
        String current = field == ScalarField.DETAILS ? "c.details" : "c." + column;
        String written = field == ScalarField.DETAILS ? "(h.new_value #>> '{}')::jsonb" : "h.new_value #>> '{}'";
        // The column comes from our own enumeration.
        String restore = "UPDATE contacts c SET " + column + " = " + value + ", updated_at = now()"
                + " FROM contacts_field_history h WHERE h.run_id = $1 AND h.field = $2 AND h.rule = 'source_update'"
                + " AND c.id = h.contact_id AND " + current + " IS NOT DISTINCT FROM " + written;
        Tuple arguments = Tuple.of(runId, column);
        return Rows.execute(connection, restore, arguments)
                .chain(() -> Rows.execute(connection, WITHHOLD_WHAT_WAS_WRITTEN, arguments))
                .chain(() -> Rows.execute(connection, TAKE_BACK_BASES, arguments))
                .chain(() -> Rows.execute(connection, DECIDE_AGAIN, arguments))
                .chain(() -> Rows.execute(connection, NOTE, arguments))
                .replaceWithVoid();
    }
}
