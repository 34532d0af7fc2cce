package dev.kith.sync.system;

import dev.kith.sandbox.system.KithServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Has the database itself note every lease that is taken or given back, and by which instance: looking from time to time would
 * miss the moments that count. An instance is known by the {@code application_name} of its connections.
 */
final class LeaseWatch {

    private static final String[] INSTALL = {
        """
        CREATE TABLE test_lease_changes (
            account_id TEXT, instance TEXT, was_live BOOLEAN, owner TEXT, fence BIGINT)
        """,
        "CREATE TABLE test_lease_reservations (account_id TEXT PRIMARY KEY, instance TEXT)",
        // By the clock that a claim itself goes by: that of its transaction.
        """
        CREATE FUNCTION test_note_lease() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.owner IS NOT NULL AND EXISTS (
                    SELECT 1 FROM test_lease_reservations r
                    WHERE r.account_id = NEW.account_id AND r.instance <> current_setting('application_name')) THEN
                RETURN NULL;
            END IF;
            INSERT INTO test_lease_changes
            VALUES (NEW.account_id, current_setting('application_name'),
                    OLD.owner IS NOT NULL AND OLD.expires_at > now(), NEW.owner, NEW.fence);
            RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER test_note_lease BEFORE UPDATE ON contacts_sync_leases FOR EACH ROW
        WHEN (OLD.fence <> NEW.fence OR OLD.owner IS DISTINCT FROM NEW.owner) EXECUTE FUNCTION test_note_lease()
        """
    };

    private static final String HELD = """
            SELECT l.account_id || '=' || l.fence FROM contacts_sync_leases l
            JOIN test_lease_changes c ON c.account_id = l.account_id AND c.fence = l.fence AND c.owner = l.owner
            WHERE c.instance = '%s'
            """;

    private final KithServers servers;

    /** To be made when the schema is there and no account is. */
    LeaseWatch(KithServers servers) {
        this.servers = servers;
        servers.execute(INSTALL);
    }

    /** From now on nobody but this instance is given these accounts. */
    void reserve(List<String> accounts, String instance) {
        accounts.forEach(account -> servers.execute(
                "INSERT INTO test_lease_reservations VALUES ('%s', '%s')".formatted(account, instance)));
    }

    void reserveNothing() {
        servers.execute("DELETE FROM test_lease_reservations");
    }

    /**
     * Leases that were taken while somebody held them and was not overdue. No chain of pages is begun anew here, so that a holder
     * has no reason to take its own again.
     */
    List<String> contested() {
        return servers.texts("SELECT concat_ws(' ', account_id, 'fence', fence, instance) FROM test_lease_changes"
                + " WHERE was_live AND owner IS NOT NULL");
    }

    /** The accounts that an instance holds now, and the fences by which it does. */
    Map<String, Long> heldBy(String instance) {
        Map<String, Long> held = new HashMap<>();
        servers.texts(HELD.formatted(instance)).forEach(lease -> {
            String[] parts = lease.split("=");
            held.put(parts[0], Long.valueOf(parts[1]));
        });
        return held;
    }

    /** Of these leases of an instance those that another one has taken since. */
    Set<String> takenFrom(String instance, Map<String, Long> leases) {
        String accounts =
                leases.keySet().stream().map(account -> "'" + account + "'").collect(Collectors.joining(","));
        Set<String> taken = new TreeSet<>();
        servers.texts("SELECT account_id || '=' || max(fence) FROM test_lease_changes WHERE owner IS NOT NULL"
                        + " AND instance <> '" + instance + "' AND account_id IN (" + accounts
                        + ") GROUP BY account_id")
                .forEach(lease -> {
                    String[] parts = lease.split("=");
                    if (Long.parseLong(parts[1]) > leases.get(parts[0])) {
                        taken.add(parts[0]);
                    }
                });
        return taken;
    }
}
