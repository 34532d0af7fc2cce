package dev.kith.sandbox.chaos;

import dev.kith.sandbox.launcher.LauncherException;
import dev.kith.sandbox.system.KithInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A running system, load, faults, quiet, and the verdict. */
final class ChaosRun {

    private static final Duration QUIET_LIMIT = Duration.ofMinutes(5);
    private static final int INSTANCES = 2;
    private static final int GOOGLE_ACCOUNTS = 3;
    private static final int DAV_ACCOUNTS = 2;
    /** Full syncs on the way would hide by the end what a cursor passed over at the beginning. */
    private static final int FAULTS_BETWEEN_LOOKS = 40;

    /**
     * What came of it.
     *
     * @param counts how often what went wrong
     */
    record Outcome(int faults, String counts, List<String> violations) {}

    private final Path serviceJar;
    private final Path folder;
    private final boolean keep;
    private final long seed;
    private final Consumer<String> progress;

    /** @param keep whether the folder stays even where no promise was broken */
    ChaosRun(Path serviceJar, Path folder, boolean keep, long seed, Consumer<String> progress) {
        this.serviceJar = serviceJar;
        this.folder = folder;
        this.keep = keep;
        this.seed = seed;
        this.progress = progress;
    }

    Outcome run(Duration length) {
        Truth truth = new Truth();
        try (ChaosServers servers = new ChaosServers(folder, serviceJar, INSTANCES);
                Agents agents = new Agents(servers.kafkaAddress(), truth)) {
            servers.instances().forEach(KithInstance::launch);
            servers.instances().forEach(KithInstance::awaitReady);
            Humans humans = new Humans(servers, truth, new Random(seed + 1));
            AddressBooks books = new AddressBooks(servers.google().control(), servers.dav(), truth);
            Load load = new Load(servers.accounts(), books, truth, agents, humans, new Random(seed));
            Faults faults = new Faults(servers, new Random(seed + 2), progress);
            Oracle oracle = new Oracle(servers, truth);
            Syncs syncs = new Syncs(servers, progress);
            long end = System.nanoTime() + length.toNanos();
            load.open(GOOGLE_ACCOUNTS, DAV_ACCOUNTS);
            // A source that lists nobody the very first time has nobody, as far as anybody can tell.
            syncs.round().full();
            List<String> violations =
                    attack(load, faults, oracle, () -> inQuiet(faults, () -> passedOver(syncs, oracle)), end);
            if (violations.isEmpty()) {
                violations = inQuiet(faults, () -> {
                    agents.flush();
                    settleHumans(humans);
                    return settle(syncs, new Standstill(servers, syncs), oracle);
                });
            }
            if (violations.isEmpty() && !keep) {
                servers.discard();
            } else {
                progress.accept("data and logs stay in " + folder);
            }
            return new Outcome(faults.count(), faults.counts(), violations);
        }
    }

    private List<String> inQuiet(Faults faults, Supplier<List<String>> look) {
        progress.accept("quiet …");
        try {
            faults.mend();
            return look.get();
        } catch (LauncherException | IllegalStateException e) {
            return List.of("it does not come back: " + e.getMessage());
        }
    }

    /** People go on with their lives while everything breaks. Ends before its time where a promise is broken already. */
    private List<String> attack(Load load, Faults faults, Oracle oracle, Supplier<List<String>> lookInQuiet, long end) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread people = new Thread(
                () -> {
                    while (!over.get()) {
                        synchronized (load) {
                            load.step();
                        }
                        pause(60);
                    }
                },
                "people");
        people.setUncaughtExceptionHandler((thread, failure) -> failed.set(failure));
        people.start();
        Random random = new Random(seed + 3);
        List<String> violations = List.of();
        int nextLook = FAULTS_BETWEEN_LOOKS;
        while (System.nanoTime() < end && violations.isEmpty()) {
            pause(500 + random.nextInt(3_000));
            faults.strike();
            violations = oracle.violationsOnTheWay();
            if (violations.isEmpty() && faults.count() >= nextLook) {
                nextLook = faults.count() + FAULTS_BETWEEN_LOOKS;
                synchronized (load) {
                    violations = lookInQuiet.get();
                }
            }
        }
        over.set(true);
        try {
            people.join(Duration.ofMinutes(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failed.get() != null || people.isAlive()) {
            throw new IllegalStateException("the load did not go on to its end", failed.get());
        }
        return violations;
    }

    private static void settleHumans(Humans humans) {
        long end = System.nanoTime() + QUIET_LIMIT.toNanos();
        while (humans.makeNext()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nobody can be made");
            }
        }
    }

    private List<String> passedOver(Syncs syncs, Oracle oracle) {
        SyncRound.Result round = syncs.round().byCursor();
        progress.accept("checked by cursor: " + round.count());
        List<String> violations = new ArrayList<>(round.failures());
        violations.addAll(oracle.passedOver(round.synced()));
        return violations;
    }

    /** Syncs once more, and gives everything the time it needs: what is wrong after that stays wrong. */
    private List<String> settle(Syncs syncs, Standstill standstill, Oracle oracle) {
        List<String> violations = passedOver(syncs, oracle);
        if (!violations.isEmpty()) {
            return violations;
        }
        long end = System.nanoTime() + QUIET_LIMIT.toNanos();
        do {
            syncs.round().full();
            syncs.approveHeld();
            pause(2_000);
            violations = oracle.violations();
            progress.accept(violations.size() + " differences from the truth");
        } while (!violations.isEmpty() && System.nanoTime() < end);
        if (violations.isEmpty()) {
            violations = standstill.violations();
        }
        return violations.isEmpty() ? oracle.leaks() : violations;
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
