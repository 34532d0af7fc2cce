package dev.kith.sandbox.chaos;

import dev.kith.sandbox.server.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Strikes, waits, and mends again. A schedule of one seed is the same at every run; what it meets is not. */
final class Faults {

    /** How many things break at the same time. */
    private static final int MOST_AT_ONCE = 3;

    private final ServerBreakages servers;
    private final ProviderBreakages providers;
    private final Random random;
    private final Consumer<String> progress;
    private final List<FaultKind> kinds;
    private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);

    Faults(ChaosServers servers, Random random, Consumer<String> progress) {
        this.servers = new ServerBreakages(servers, random);
        this.providers = new ProviderBreakages(servers, random);
        this.random = random;
        this.progress = progress;
        this.kinds = new ArrayList<>(Arrays.asList(FaultKind.values()));
        if (!Signals.canFillDisks()) {
            kinds.remove(FaultKind.FULL_DISK);
            progress.accept("without prlimit(1) no disk can be full here");
        }
    }

    int count() {
        return struck.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often what went wrong. */
    String counts() {
        return struck.entrySet().stream()
                .map(entry -> entry.getKey().name() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Breaks one thing, or some in different places, for some seconds. */
    void strike() {
        servers.revive();
        Map<FaultKind.Part, FaultKind> places = new EnumMap<>(FaultKind.Part.class);
        for (int i = 1 + random.nextInt(MOST_AT_ONCE); i > 0; i--) {
            FaultKind kind = any();
            places.put(kind.part(), kind);
        }
        List<Breakage> broken = places.values().stream().map(this::breakage).toList();
        broken.forEach(breakage -> breakage.begin().run());
        long millis = broken.stream().mapToLong(Breakage::millis).max().orElseThrow();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        for (int i = broken.size() - 1; i >= 0; i--) {
            broken.get(i).end().run();
        }
    }

    private FaultKind any() {
        return kinds.get(random.nextInt(kinds.size()));
    }

    private Breakage breakage(FaultKind kind) {
        struck.merge(kind, 1, Integer::sum);
        progress.accept("fault " + count() + ": " + kind);
        return switch (kind.part()) {
            case INSTANCES, POSTGRES, KAFKA -> servers.of(kind);
            case GOOGLE, DAV -> providers.of(kind);
        };
    }

    /** Whoever lost the consent gives it again; both instances are up when this returns. */
    void mend() {
        servers.mend();
        providers.mend();
    }
}
