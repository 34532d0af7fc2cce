package dev.kith.sandbox.chaos;

import dev.kith.sandbox.chaos.Truth.Link;
import dev.kith.sandbox.chaos.Truth.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Nobody lost, nobody twice, and of everybody no more activity than changes. */
record PeopleCheck(Truth truth, Predicate<Link> whose) implements Oracle.Check {

    private static final String LINKED = """
            WITH activity AS (
                SELECT details ->> 'provider' AS provider, details ->> 'accountId' AS account_id,
                       details ->> 'externalId' AS external_contact_id,
                       count(*) FILTER (WHERE type = 'contact_synced') AS synced,
                       count(*) FILTER (WHERE type = 'contact_sync_updated') AS updated,
                       count(*) FILTER (WHERE type = 'contact_sync_conflict') AS conflicts,
                       count(*) FILTER (WHERE type = 'contact_sync_deleted_source') AS deletions
                FROM activity_feed GROUP BY 1, 2, 3)
            SELECT l.provider, l.account_id, l.external_contact_id, c.last_name,
                   l.deleted_at IS NOT NULL AS deleted,
                   EXISTS (
                       SELECT 1 FROM contacts_deletion_candidates d
                       JOIN contacts_sync_runs r ON r.run_id = d.run_id AND r.state IN ('RUNNING', 'HELD')
                       WHERE (d.provider, d.account_id, d.external_contact_id)
                           = (l.provider, l.account_id, l.external_contact_id)) AS missed,
                   coalesce(a.synced, 0) AS synced, coalesce(a.updated, 0) AS updated,
                   coalesce(a.conflicts, 0) AS conflicts, coalesce(a.deletions, 0) AS deletions
            FROM contacts_source_links l LEFT JOIN contacts c ON c.id = l.local_contact_id
            LEFT JOIN activity a USING (provider, account_id, external_contact_id)
            """;
    private static final String TWICE = """
            SELECT count(*) || ' contacts of one name' FROM contacts WHERE last_name LIKE '%s%%'
            GROUP BY last_name HAVING count(*) > 1
            """.formatted(Truth.FAMILY);
    private static final String VALUE_TWICE = """
            SELECT 'a value stands there twice' FROM contact_info GROUP BY contact_id, type, value HAVING count(*) > 1
            """;
    private static final String ARRIVED_TWICE = """
            SELECT 'arrived ' || count(*) || ' times: ' || (details ->> 'externalId') FROM activity_feed
            WHERE type = 'contact_synced'
            GROUP BY details ->> 'provider', details ->> 'accountId', details ->> 'externalId' HAVING count(*) > 1
            """;

    /**
     * A link as the CRM holds it.
     *
     * @param missed whether a run found it missing that did not delete it yet: only what comes after that run can tell
     */
    record Held(
            String family, boolean deleted, boolean missed, int synced, int updated, int conflicts, int deletions) {}

    /** What holds at every moment. */
    static Oracle.Check atAnyTime() {
        return new Queries(List.of(TWICE, VALUE_TWICE, ARRIVED_TWICE));
    }

    @Override
    public List<String> violations(Statement statement) throws SQLException {
        Map<Link, Held> held = new HashMap<>();
        ResultSet rows = statement.executeQuery(LINKED);
        while (rows.next()) {
            held.put(
                    new Link(
                            rows.getString("provider"),
                            rows.getString("account_id"),
                            rows.getString("external_contact_id")),
                    new Held(
                            rows.getString("last_name"),
                            rows.getBoolean("deleted"),
                            rows.getBoolean("missed"),
                            rows.getInt("synced"),
                            rows.getInt("updated"),
                            rows.getInt("conflicts"),
                            rows.getInt("deletions")));
        }
        List<String> violations = new ArrayList<>();
        truth.people().stream()
                .filter(person -> whose.test(person.link()))
                .forEach(person -> violations.addAll(compare(person, held.remove(person.link()))));
        held.keySet().stream().filter(whose).forEach(link -> violations.add("nobody's: " + link));
        made(statement, violations);
        return violations;
    }

    /** @param held {@code null} where there is no such link */
    static List<String> compare(Person person, Held held) {
        List<String> violations = new ArrayList<>();
        if (held == null || held.family() == null) {
            // Made and deleted before anybody looked: never seen.
            if (!person.deleted()) {
                violations.add("lost: " + person.link());
            }
            return violations;
        }
        if (!held.family().equals(person.family())) {
            violations.add("somebody else's: " + person.link());
        }
        if (person.deleted() && !held.deleted() && !held.missed()) {
            violations.add("still there: " + person.link());
        }
        if (held.deleted() && !person.deleted()) {
            violations.add("taken for deleted: " + person.link());
        }
        if (held.synced() != 1) {
            violations.add("arrived " + held.synced() + " times: " + person.link());
        }
        if (held.updated() + held.conflicts() > person.changes()) {
            violations.add(held.updated() + " updates and " + held.conflicts() + " conflicts for " + person.changes()
                    + " changes: " + person.link());
        }
        if (held.deletions() > (person.deleted() ? 1 : 0)) {
            violations.add("deleted " + held.deletions() + " times: " + person.link());
        }
        return violations;
    }

    private void made(Statement statement, List<String> violations) throws SQLException {
        List<String> missing = new ArrayList<>(truth.made());
        ResultSet rows = statement.executeQuery("SELECT last_name FROM contacts");
        while (rows.next()) {
            missing.remove(rows.getString(1));
        }
        missing.forEach(family -> violations.add("somebody whom a human made is lost"));
    }
}
