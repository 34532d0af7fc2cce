package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.system.KithInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A running system, load, faults, quiet, and the verdict. */
final class ChaosRun {

    private static final Duration QUIET_LIMIT = Duration.ofMinutes(5);
    private static final int ACCOUNTS = 4;

    /** What came of it. */
    record Outcome(int faults, List<String> violations) {}

    private final Path serviceJar;
    private final Path folder;
    private final boolean keep;
    private final long seed;
    private final Consumer<String> progress;

    /** @param keep whether the folder stays */
    ChaosRun(Path serviceJar, Path folder, boolean keep, long seed, Consumer<String> progress) {
        this.serviceJar = serviceJar;
        this.folder = folder;
        this.keep = keep;
        this.seed = seed;
        this.progress = progress;
    }

    Outcome run(Duration length) {
        Truth truth = new Truth();
        try (ChaosServers servers = new ChaosServers(folder, keep, serviceJar, 2);
                Agent agent = new Agent(servers.kafkaAddress(), truth)) {
            servers.instances().get(0).start();
            servers.instances().get(1).start();
            Humans humans = new Humans(
                    servers,
                    servers.instances().stream().map(KithInstance::address).toList(),
                    KithInstance.API_KEY,
                    truth,
                    new Random(seed + 1));
            Load load = new Load(servers.google().control(), truth, agent, humans, new Random(seed));
            for (int account = 1; account <= ACCOUNTS; account++) {
                load.open("chaos" + account);
                connect(servers, "chaos" + account);
            }
            Faults faults = new Faults(servers, load.accounts(), new Random(seed + 2), progress);
            attack(load, faults, length);
            progress.accept("quiet …");
            faults.mend();
            agent.flush();
            return new Outcome(
                    faults.struck(), settle(servers, load, new Oracle(servers, truth, secrets(load.accounts()))));
        }
    }

    private static void connect(ChaosServers servers, String account) {
        servers.instances()
                .get(0)
                .client()
                .post(
                        "/api/accounts",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("provider", "google")
                                .put("accountId", account)
                                .put("refreshToken", Load.refreshToken(account)));
    }

    private static Set<String> secrets(List<String> accounts) {
        Set<String> secrets = new HashSet<>(Set.of(
                KithInstance.API_KEY,
                ChaosServers.CREDENTIALS_KEY,
                ChaosServers.CLIENT_SECRET,
                Truth.FAMILY,
                "@chaos.example",
                "+1416555"));
        accounts.forEach(account -> secrets.add(Load.refreshToken(account)));
        return secrets;
    }

    /** People go on with their lives while everything breaks. */
    private void attack(Load load, Faults faults, Duration length) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean failed = new AtomicBoolean();
        Thread people = new Thread(
                () -> {
                    while (!over.get()) {
                        load.step();
                        pause(60);
                    }
                },
                "people");
        people.setUncaughtExceptionHandler((thread, failure) -> {
            progress.accept("the load ended: " + failure);
            failed.set(true);
        });
        people.start();
        Random random = new Random(seed + 3);
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            pause(500 + random.nextInt(3_000));
            faults.strike();
        }
        over.set(true);
        try {
            people.join(Duration.ofMinutes(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failed.get() || people.isAlive()) {
            throw new IllegalStateException("the load did not go on to its end");
        }
    }

    /** Syncs once more, and gives everything the time it needs: what is wrong after that stays wrong. */
    private List<String> settle(ChaosServers servers, Load load, Oracle oracle) {
        long end = System.nanoTime() + QUIET_LIMIT.toNanos();
        List<String> violations;
        do {
            load.accounts().forEach(account -> sync(servers, account));
            pause(3_000);
            violations = oracle.violations();
            progress.accept(violations.size() + " differences from the truth");
        } while (!violations.isEmpty() && System.nanoTime() < end);
        return violations;
    }

    private void sync(ChaosServers servers, String account) {
        try {
            JsonNode runs = servers.instances()
                    .get(0)
                    .client()
                    .post(
                            "/api/sync/now?wait=PT60S",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("provider", "google")
                                    .put("accountId", account)
                                    .put("mode", "full"))
                    .path("runs");
            for (JsonNode run : runs) {
                if (run.path("state").asText().equals("HELD")) {
                    servers.instances()
                            .get(0)
                            .client()
                            .post(
                                    "/api/sync/runs/" + run.path("runId").asText() + "/approve",
                                    JsonNodeFactory.instance.objectNode());
                }
            }
        } catch (RuntimeException e) {
            progress.accept("sync of " + account + ": " + e.getMessage());
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
