package dev.kith.sandbox.chaos;

import dev.kith.sandbox.chaos.Truth.Person;
import dev.kith.sandbox.system.KithInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the CRM holds with the truth. Knows tables and promises, and nothing of how they are kept. */
final class Oracle {

    private static final String LINKED = """
            SELECT l.provider || '/' || l.account_id || '/' || l.external_contact_id AS link, c.last_name, c.job_title,
                   coalesce(c.nickname, '') AS nickname, l.deleted_at IS NOT NULL OR EXISTS (
                       SELECT 1 FROM contacts_deletion_candidates d
                       WHERE (d.provider, d.account_id, d.external_contact_id)
                           = (l.provider, l.account_id, l.external_contact_id)) AS deleted,
                   (SELECT count(*) FROM activity_feed a WHERE a.type = 'contact_synced'
                        AND a.details ->> 'accountId' = l.account_id
                        AND a.details ->> 'externalId' = l.external_contact_id) AS synced,
                   (SELECT count(*) FROM activity_feed a WHERE a.type = 'contact_sync_updated'
                        AND a.details ->> 'accountId' = l.account_id
                        AND a.details ->> 'externalId' = l.external_contact_id) AS updated
            FROM contacts_source_links l LEFT JOIN contacts c ON c.id = l.local_contact_id
            """;

    /** A link as the CRM holds it. */
    private record Held(String family, String title, String nickname, boolean deleted, int synced, int updated) {}

    private final ChaosServers servers;
    private final Truth truth;
    private final Set<String> secrets;
    private final List<String> violations = new ArrayList<>();

    /** @param secrets that no log may hold */
    Oracle(ChaosServers servers, Truth truth, Set<String> secrets) {
        this.servers = servers;
        this.truth = truth;
        this.secrets = secrets;
    }

    /** Everything that is not as it was promised. */
    List<String> violations() {
        violations.clear();
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            people(statement);
            nobodyTwice(statement);
            messages(statement);
            runs(statement);
            deadLetters(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the oracle cannot look into the database", e);
        }
        servers.instances().forEach(this::log);
        return List.copyOf(violations);
    }

    private void people(Statement statement) throws SQLException {
        Map<String, Held> held = new HashMap<>();
        ResultSet rows = statement.executeQuery(LINKED);
        while (rows.next()) {
            held.put(
                    rows.getString("link"),
                    new Held(
                            rows.getString("last_name"),
                            rows.getString("job_title"),
                            rows.getString("nickname"),
                            rows.getBoolean("deleted"),
                            rows.getInt("synced"),
                            rows.getInt("updated")));
        }
        truth.people().values().forEach(person -> person(person, held.get(name(person.link()))));
        truth.nicknames().forEach((link, allowed) -> {
            Held one = held.get(name(link));
            if (one != null && !allowed.contains(one.nickname())) {
                violations.add("an edit is lost: " + name(link) + " holds a nickname that nobody gave last");
            }
        });
    }

    private void person(Person person, Held held) {
        String link = name(person.link());
        if (held == null || held.family() == null) {
            // Made and deleted before anybody looked: never seen.
            if (!person.deleted()) {
                violations.add("lost: " + link);
            }
            return;
        }
        if (!held.family().equals(person.family())) {
            violations.add("somebody else's: " + link);
        }
        if (held.deleted() != person.deleted()) {
            violations.add((person.deleted() ? "still there: " : "taken for deleted: ") + link);
        }
        if (!person.deleted() && !person.title().equals(held.title())) {
            violations.add("a change of the source is missing: " + link);
        }
        if (held.synced() != 1) {
            violations.add("arrived " + held.synced() + " times: " + link);
        }
        if (held.updated() > person.changes()) {
            violations.add(held.updated() + " updates for " + person.changes() + " changes: " + link);
        }
    }

    private static String name(String link) {
        return link.substring(0, link.indexOf('#'));
    }

    private void nobodyTwice(Statement statement) throws SQLException {
        each(
                statement,
                "SELECT count(*) || ' contacts of one name' FROM contacts WHERE last_name LIKE '" + Truth.FAMILY
                        + "%' GROUP BY last_name HAVING count(*) > 1");
        each(
                statement,
                "SELECT 'a value stands there twice' FROM contact_info GROUP BY contact_id, type, value HAVING count(*) > 1");
    }

    private void messages(Statement statement) throws SQLException {
        Set<String> missing = new HashSet<>(truth.messages());
        ResultSet rows = statement.executeQuery("SELECT external_id FROM interactions WHERE source = 'IMPORT_IOS'"
                + " UNION ALL SELECT external_id FROM contacts_waiting_interactions");
        while (rows.next()) {
            if (!missing.remove(rows.getString(1))) {
                violations.add("a message is there twice, or nobody sent it");
            }
        }
        missing.forEach(id -> violations.add("a message is lost"));
    }

    private void runs(Statement statement) throws SQLException {
        each(
                statement,
                "SELECT 'no cursor: ' || account_id FROM contacts_sync_state WHERE provider = 'google' AND sync_cursor IS NULL");
        each(
                statement,
                "SELECT 'ill: ' || account_id || ' is ' || health FROM contacts_source_accounts WHERE health <> 'ok'");
        each(
                statement,
                "SELECT 'two runs at once: ' || a.account_id FROM contacts_sync_runs a JOIN contacts_sync_runs b"
                        + " USING (provider, account_id) WHERE a.run_id < b.run_id AND a.state = 'RUNNING' AND b.state = 'RUNNING'");
        each(statement, "SELECT 'set aside: ' || reason FROM contacts_quarantine WHERE status = 'open'");
    }

    private void deadLetters(Statement statement) throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM contacts_dead_letters");
        rows.next();
        if (rows.getInt(1) != truth.poison()) {
            violations.add(rows.getInt(1) + " dead letters for " + truth.poison() + " records that nobody can read");
        }
    }

    private void log(KithInstance instance) {
        try {
            String log = Files.readString(instance.log());
            secrets.stream()
                    .filter(log::contains)
                    .forEach(secret -> violations.add("a log holds a secret or a personal value, "
                            + secret.substring(0, Math.min(4, secret.length())) + "…"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void each(Statement statement, String query) throws SQLException {
        ResultSet rows = statement.executeQuery(query);
        while (rows.next()) {
            violations.add(rows.getString(1));
        }
    }
}
