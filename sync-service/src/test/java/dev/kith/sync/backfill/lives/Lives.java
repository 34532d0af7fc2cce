package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.Shrinkable;

/**
 * Lives lives beside one another, each in a database to itself. What happens in a life follows from its number, so that
 * any of them can be lived again.
 */
final class Lives implements AutoCloseable {

    /** After so many the databases are emptied: what others left behind costs time. */
    private static final int TOGETHER = 100;

    private static final int SHRINKING_ATTEMPTS = 400;

    /** A life that went wrong. */
    private record Failed(long number, Shrinkable<List<Step>> steps, Throwable reason) {}

    private final List<CrmFixture> crms = new ArrayList<>();
    private final BlockingQueue<CrmFixture> free = new LinkedBlockingQueue<>();
    private final ExecutorService beside;

    Lives() {
        int lanes = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        Stream.generate(CrmFixture::new).limit(lanes).forEach(crms::add);
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
        Shrinkable<List<Step>> steps = Plans.of(number);
        // Only jqwik's own thread may ask for it.
        List<Step> plan = steps.value();
        return () -> inSomeCrm(crm -> live(crm, number, plan)).map(reason -> new Failed(number, steps, reason));
    }

    private static Optional<Failed> outcome(Future<Optional<Failed>> lived) throws InterruptedException {
        try {
            return lived.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a life could not be lived", e);
        }
    }

    private interface Trial {
        void in(CrmFixture crm);
    }

    private Optional<Throwable> inSomeCrm(Trial trial) throws InterruptedException {
        CrmFixture crm = free.take();
        try {
            trial.in(crm);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        } finally {
            free.add(crm);
        }
    }

    private static void live(CrmFixture crm, long number, List<Step> steps) {
        Life life = new Life(crm, new People(crm), number);
        life.live(steps);
        life.settle();
        new Oracle(crm, life).judge();

        List<String> settled = written(crm, life);
        life.settle();
        assertThat(written(crm, life))
                .as("a refresh without changes writes nothing")
                .isEqualTo(settled);
    }

    private void fail(Failed failed) {
        Failed smallest = failed;
        for (Optional<Failed> smaller = Optional.of(failed); smaller.isPresent(); smaller = smaller(smallest)) {
            smallest = smaller.get();
        }
        throw new AssertionError(
                "Life " + failed.number() + " goes wrong after "
                        + smallest.steps().value() + ": " + smallest.reason().getMessage(),
                smallest.reason());
    }

    private Optional<Failed> smaller(Failed failed) {
        return failed.steps()
                .shrink()
                .limit(SHRINKING_ATTEMPTS)
                .flatMap(steps -> again(failed.number(), steps).stream())
                .findFirst();
    }

    private Optional<Failed> again(long number, Shrinkable<List<Step>> steps) {
        CrmFixture crm = crms.get(0);
        crm.clear();
        try {
            live(crm, number, steps.value());
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(new Failed(number, steps, e));
        }
    }

    /** Every row of the CRM that belongs to this life, with the transaction that wrote it. */
    private static List<String> written(CrmFixture crm, Life life) {
        return crm.texts("""
                        WITH mine AS (SELECT DISTINCT local_contact_id AS id FROM contacts_source_links
                                      WHERE account_id = ANY ($1))
                        SELECT 'contact ' || c.id || c.xmin FROM contacts c JOIN mine USING (id)
                        UNION ALL SELECT 'info ' || i.id || i.xmin FROM contact_info i JOIN mine ON i.contact_id = mine.id
                        UNION ALL SELECT 'activity ' || a.id FROM activity_feed a JOIN mine ON a.contact_id = mine.id
                        UNION ALL SELECT 'review ' || r.id || r.status FROM contacts_review_items r
                                  WHERE r.account_id = ANY ($1)
                        ORDER BY 1
                        """, (Object) People.ids(life.world.accounts));
    }

    @Override
    public void close() {
        beside.shutdownNow();
        crms.forEach(CrmFixture::close);
    }
}
