package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.system.KithInstance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Strikes, waits, and mends again. A schedule of one seed is the same at every run; what it meets is not. */
final class Faults {

    private static final String CONNECTIONS = "/v1/people/me/connections";

    private final ChaosServers servers;
    private final List<String> accounts;
    private final Random random;
    private final Consumer<String> progress;
    private final Set<String> revoked = new LinkedHashSet<>();
    private int grants;
    private int struck;

    Faults(ChaosServers servers, List<String> accounts, Random random, Consumer<String> progress) {
        this.servers = servers;
        this.accounts = accounts;
        this.random = random;
        this.progress = progress;
    }

    int struck() {
        return struck;
    }

    void strike() {
        revive();
        FaultKind[] kinds = FaultKind.values();
        FaultKind kind = kinds[random.nextInt(kinds.length)];
        KithInstance instance =
                servers.instances().get(random.nextInt(servers.instances().size()));
        String account = accounts.get(random.nextInt(accounts.size()));
        long millis = 500 + random.nextInt(5_000);
        progress.accept("fault " + ++struck + ": " + kind);
        StandInControl google = servers.google().control();
        switch (kind) {
            case KILL_INSTANCE -> around(instance::kill, instance::launch, millis);
            case FREEZE_INSTANCE -> around(instance::freeze, instance::thaw, 2_000 + 2 * millis);
            case RESTART_INSTANCE -> around(instance::close, instance::launch, millis);
            case STOP_POSTGRES -> around(servers::stopPostgres, servers::startPostgres, millis);
            case CUT_POSTGRES -> around(servers.postgresLine()::cut, servers.postgresLine()::mend, millis);
            case SLOW_POSTGRES -> around(() -> servers.postgresLine().slow(40), servers.postgresLine()::mend, millis);
            case DROP_POSTGRES_CONNECTIONS -> servers.postgresLine().dropConnections();
            case STOP_KAFKA -> around(servers::stopKafka, servers::startKafka, millis);
            case CUT_KAFKA -> around(servers.kafkaLine()::cut, servers.kafkaLine()::mend, millis);
            case SLOW_KAFKA -> around(() -> servers.kafkaLine().slow(40), servers.kafkaLine()::mend, millis);
            case DROP_KAFKA_CONNECTIONS -> servers.kafkaLine().dropConnections();
            case GOOGLE_RATE_LIMITED -> google(Fault.Kind.RATE_LIMITED);
            case GOOGLE_UNAVAILABLE -> google(Fault.Kind.UNAVAILABLE);
            case GOOGLE_RESET -> google(Fault.Kind.RESET);
            case GOOGLE_TRUNCATED -> google(Fault.Kind.TRUNCATED);
            case GOOGLE_HALF_BODY -> google(Fault.Kind.HALF_BODY);
            case GOOGLE_STALL -> google(Fault.Kind.STALL);
            case GOOGLE_SYNC_TOKENS_EXPIRED -> google.expireSyncTokens(account);
            case GOOGLE_ACCESS_TOKENS_EXPIRED -> google.expireAccessTokens();
            case GOOGLE_REVOKED -> {
                google.revoke(account);
                revoked.add(account);
            }
            case GOOGLE_EMPTY_PAGES ->
                around(() -> google.switches().emptyPageEvery = 2, () -> google.switches().emptyPageEvery = 0, millis);
        }
    }

    private void google(Fault.Kind kind) {
        for (int call = 1; call <= 1 + random.nextInt(4); call++) {
            servers.google().control().fault(new Fault(CONNECTIONS, call, kind));
        }
    }

    private static void around(Runnable begin, Runnable end, long millis) {
        begin.run();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        end.run();
    }

    /** One that could not start without its database is started again, as whatever runs it would do. */
    private void revive() {
        for (KithInstance instance : servers.instances()) {
            if (!instance.isAlive()) {
                instance.launch();
            }
        }
    }

    /** Whoever lost the consent gives it again; both instances are up when this returns. */
    void mend() {
        servers.postgresLine().mend();
        servers.kafkaLine().mend();
        revive();
        servers.instances().forEach(KithInstance::awaitReady);
        for (String account : revoked) {
            String token = Load.refreshToken(account) + "-" + ++grants;
            servers.google().control().grant(account, token, Set.of(StandInControl.CONTACTS_SCOPE));
            servers.instances()
                    .get(0)
                    .client()
                    .post(
                            "/api/accounts",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("provider", "google")
                                    .put("accountId", account)
                                    .put("refreshToken", token));
        }
        revoked.clear();
    }
}
