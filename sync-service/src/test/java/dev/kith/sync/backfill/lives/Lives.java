package dev.kith.sync.backfill.lives;

import dev.kith.sync.backfill.CrmFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Lives lives beside one another, each in a database to itself. What happens in a life follows from its number, so that
 * any of them can be lived again.
 */
final class Lives implements AutoCloseable {

    /** After so many the databases are emptied: what others left behind costs time. */
    private static final int TOGETHER = 100;

    private static final int MOST_LANES = 4;

    /** A life that went wrong. */
    private record Failed(long number, List<Step> steps, Throwable reason) {}

    private final List<CrmFixture> crms = new ArrayList<>();
    private final BlockingQueue<CrmFixture> free = new LinkedBlockingQueue<>();
    private final ExecutorService beside;

    Lives() {
        int lanes = Math.min(MOST_LANES, Runtime.getRuntime().availableProcessors() + 1);
        Stream.generate(CrmFixture::new).limit(lanes).forEach(crms::add);
        crms.forEach(Witness::install);
        free.addAll(crms);
        beside = Executors.newFixedThreadPool(lanes);
    }

    /** Lives as many, one number after the other; fails with the first that goes wrong, made as short as can be. */
    void live(long first, long count) throws InterruptedException {
        for (long from = first; from < first + count; from += TOGETHER) {
            List<Callable<Optional<Failed>>> lives = LongStream.range(from, Math.min(from + TOGETHER, first + count))
                    .mapToObj(this::planned)
                    .toList();
            for (Future<Optional<Failed>> lived : beside.invokeAll(lives)) {
                outcome(lived).ifPresent(this::fail);
            }
            crms.forEach(CrmFixture::clear);
        }
    }

    private Callable<Optional<Failed>> planned(long number) {
        List<Step> steps = Plans.of(number);
        return () -> {
            CrmFixture crm = free.take();
            try {
                return attempt(crm, number, steps);
            } finally {
                free.add(crm);
            }
        };
    }

    private static Optional<Failed> outcome(Future<Optional<Failed>> lived) throws InterruptedException {
        try {
            return lived.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a life could not be lived", e);
        }
    }

    private static Optional<Failed> attempt(CrmFixture crm, long number, List<Step> steps) {
        try {
            live(crm, number, steps);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(new Failed(number, steps, e));
        }
    }

    static void live(CrmFixture crm, long number, List<Step> steps) {
        Life life = new Life(crm, number);
        life.live(steps);
        life.settle();
        new Oracle(crm, life).judge();
        // A refresh without changes writes nothing.
        life.settle();
    }

    private void fail(Failed failed) {
        Failed shortest = shortest(failed);
        throw new AssertionError(
                "Life " + failed.number() + " goes wrong after " + shortest.steps() + ": "
                        + shortest.reason().getMessage(),
                shortest.reason());
    }

    /** The same without whatever it goes wrong without: halves of it first, single steps last. */
    private Failed shortest(Failed failed) {
        Failed shortest = failed;
        for (int size = failed.steps().size() / 2; size > 0; size /= 2) {
            int from = 0;
            while (from + size <= shortest.steps().size()) {
                Optional<Failed> shorter = again(failed.number(), without(shortest.steps(), from, size));
                from += shorter.isPresent() ? 0 : size;
                shortest = shorter.orElse(shortest);
            }
        }
        return shortest;
    }

    private Optional<Failed> again(long number, List<Step> steps) {
        CrmFixture crm = crms.get(0);
        crm.clear();
        return attempt(crm, number, steps);
    }

    private static List<Step> without(List<Step> steps, int from, int size) {
        List<Step> rest = new ArrayList<>(steps);
        rest.subList(from, from + size).clear();
        return rest;
    }

    @Override
    public void close() {
        beside.shutdownNow();
        crms.forEach(CrmFixture::close);
    }
}
