package dev.kith.sync.backfill.lives;

import dev.kith.sync.backfill.CrmFixture;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** Has PostgreSQL itself note what is written where people look, so that what the service tells can be held against it. */
final class Witness {

    /**
     * A row that was written.
     *
     * @param before {@code null} where it was new
     * @param after {@code null} where it is gone
     */
    record Written(long transaction, String table, JsonObject before, JsonObject after) {

        boolean changed(String column) {
            return !Objects.equals(value(before, column), value(after, column));
        }

        /** The column's value after it was written, or before it was deleted. */
        String text(String column) {
            return String.valueOf(value(after == null ? before : after, column));
        }

        private static Object value(JsonObject row, String column) {
            return row == null ? null : row.getValue(column);
        }
    }

    private static final String NOTE = """
            CREATE TABLE IF NOT EXISTS witnessed (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, transaction bigint NOT NULL DEFAULT txid_current(),
                relation text NOT NULL, before jsonb, after jsonb)
            """;
    private static final String TRIGGER = """
            CREATE OR REPLACE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO witnessed (relation, before, after)
                VALUES (TG_TABLE_NAME, CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
                        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
                RETURN NULL;
            END $$
            """;
    private static final String WHOLE = "OLD.* IS DISTINCT FROM NEW.*";
    private static final String OF_LINKS = """
            (OLD.local_contact_id, OLD.deleted_at, OLD.mapped) IS DISTINCT FROM
            (NEW.local_contact_id, NEW.deleted_at, NEW.mapped)
            """;

    private final CrmFixture crm;
    private long last;

    private Witness(CrmFixture crm) {
        this.crm = crm;
    }

    static void install(CrmFixture crm) {
        crm.sql(NOTE);
        crm.sql(TRIGGER);
        List.of(
                        "contacts",
                        "contact_info",
                        "addresses",
                        "important_dates",
                        "contact_labels",
                        "activity_feed",
                        "contacts_review_items")
                .forEach(table -> watch(crm, table, WHOLE));
        watch(crm, "contacts_source_links", OF_LINKS);
    }

    private static void watch(CrmFixture crm, String table, String change) {
        crm.sql("CREATE OR REPLACE TRIGGER witness_rows AFTER INSERT OR DELETE ON " + table
                + " FOR EACH ROW EXECUTE FUNCTION witness()");
        crm.sql("CREATE OR REPLACE TRIGGER witness_changes AFTER UPDATE ON " + table + " FOR EACH ROW WHEN (" + change
                + ") EXECUTE FUNCTION witness()");
    }

    /** One that knows only of what is written from now on. */
    static Witness of(CrmFixture crm) {
        Witness witness = new Witness(crm);
        witness.since();
        return witness;
    }

    /** What was written since this was last asked. */
    List<Written> since() {
        var rows = crm.rows(
                "SELECT id, transaction, relation, before, after FROM witnessed WHERE id > $1 ORDER BY id", last);
        if (!rows.isEmpty()) {
            last = rows.get(rows.size() - 1).getLong("id");
        }
        return rows.stream()
                .map(row -> new Written(
                        row.getLong("transaction"),
                        row.getString("relation"),
                        row.getJsonObject("before"),
                        row.getJsonObject("after")))
                .toList();
    }
}
