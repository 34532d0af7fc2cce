package dev.kith.sync.system;

import dev.kith.sandbox.system.KithServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks all the time who works on which account. */
final class LeaseWatch implements AutoCloseable {

    private static final String HELD =
            "SELECT account_id, owner, fence FROM contacts_sync_leases WHERE owner IS NOT NULL";

    private final KithServers servers;
    private final Map<String, String> ownersByFence = new ConcurrentHashMap<>();
    private final Set<String> contested = ConcurrentHashMap.newKeySet();
    private final Set<String> owners = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean over;

    LeaseWatch(KithServers servers) {
        this.servers = servers;
        this.thread = new Thread(this::watch, "lease-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try (Connection connection = servers.connect();
                PreparedStatement held = connection.prepareStatement(HELD)) {
            while (!over) {
                ResultSet rows = held.executeQuery();
                while (rows.next()) {
                    saw(rows.getString("account_id") + "#" + rows.getLong("fence"), rows.getString("owner"));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void saw(String lease, String owner) {
        owners.add(owner);
        String other = ownersByFence.putIfAbsent(lease, owner);
        if (other != null && !other.equals(owner)) {
            contested.add(lease);
        }
    }

    /** Every instance that was seen at work. */
    Set<String> owners() {
        return new TreeSet<>(owners);
    }

    /** Leases of one fence that two instances held. */
    Set<String> contested() {
        return Set.copyOf(contested);
    }

    /** The accounts that an instance works on now, and the fences by which it does. */
    Map<String, Long> heldBy(String owner) {
        Map<String, Long> held = new HashMap<>();
        try (Connection connection = servers.connect();
                PreparedStatement statement = connection.prepareStatement(HELD)) {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                if (rows.getString("owner").equals(owner)) {
                    held.put(rows.getString("account_id"), rows.getLong("fence"));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return held;
    }

    /** Of these leases those that nobody else has taken over. */
    Set<String> stillHeld(Map<String, Long> leases, String owner) {
        Set<String> still = new HashSet<>(heldBy(owner).keySet());
        still.retainAll(leases.keySet());
        return still;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
