package dev.kith.sandbox.bench;

import dev.kith.sandbox.system.KithInstance;
import dev.kith.sandbox.system.KithServers;
import java.nio.file.Path;
import java.util.List;

/** Gives each benchmark a system of its own; or, where time matters more than figures, all of them the same in turn. */
final class BenchSystems implements AutoCloseable {

    private static final List<String> JAVA_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private final Path serviceJar;
    private final boolean shared;
    private BenchSystem kept;
    private boolean lent;

    BenchSystems(Path serviceJar, boolean shared) {
        this.serviceJar = serviceJar;
        this.shared = shared;
    }

    BenchSystem open() {
        if (!shared || lent) {
            return start();
        }
        if (kept == null) {
            kept = start();
        } else {
            CopiedRows.empty(kept.servers());
            kept.servers()
                    .execute("TRUNCATE contacts_source_accounts, contacts_sync_state, contacts_sync_leases,"
                            + " contacts_sync_runs CASCADE");
        }
        lent = true;
        return new BenchSystem(kept.servers(), kept.instance(), () -> lent = false);
    }

    private BenchSystem start() {
        KithServers servers = KithServers.start(BenchContext.temporaryFolder());
        try {
            KithInstance instance = new KithInstance(
                            serviceJar, servers.folder().resolve("service"), JAVA_OPTIONS, servers.environment())
                    .start();
            return new BenchSystem(servers, instance, () -> {
                instance.close();
                servers.close();
            });
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.close();
        }
    }
}
