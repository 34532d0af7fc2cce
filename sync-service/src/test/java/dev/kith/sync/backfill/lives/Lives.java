package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.CrmFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whole lives, at random: several accounts, edits at sources and by people, merges, deletions, renames, shared numbers,
 * re-deliveries, accounts read in any order, expired cursors.
 */
abstract class Lives {

    private static final int LONGEST = 30;

    private static final AtomicLong NUMBER = new AtomicLong();
    private static CrmFixture crm;

    @BeforeContainer
    static void open() {
        crm = new CrmFixture();
    }

    @AfterContainer
    static void close() {
        crm.close();
    }

    /** Lives one life, and has it judged. */
    static void live(List<Step> steps) {
        Life life = new Life(crm, new People(crm), NUMBER.incrementAndGet());
        life.live(steps);
        life.settle();
        new Oracle(crm, life).judge();

        List<String> settled = written(life);
        life.settle();
        assertThat(written(life)).as("a refresh without changes writes nothing").isEqualTo(settled);
    }

    /** People appear and are read; then anything may happen to them. */
    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<List<Step>> appear =
                step(Arbitraries.just(Step.Kind.ADD)).list().ofMinSize(2).ofMaxSize(5);
        Arbitrary<Step> anything = Arbitraries.frequencyOf(
                Tuple.of(3, step(Arbitraries.of(Step.Kind.class))),
                Tuple.of(2, step(Arbitraries.of(Step.Kind.SYNC, Step.Kind.EDIT_COMPANY, Step.Kind.ADD_EMAIL))),
                Tuple.of(
                        1,
                        step(Arbitraries.of(Step.Kind.HUMAN_EDITS, Step.Kind.HUMAN_MERGES, Step.Kind.HUMAN_UNDOES))));
        return Combinators.combine(appear, anything.list().ofMinSize(1).ofMaxSize(LONGEST))
                .as((first, rest) -> {
                    List<Step> steps = new ArrayList<>(first);
                    for (int account = 0; account < World.ACCOUNTS; account++) {
                        steps.add(new Step(Step.Kind.SYNC, account, 0));
                    }
                    steps.addAll(rest);
                    return steps;
                });
    }

    private static Arbitrary<Step> step(Arbitrary<Step.Kind> kind) {
        return Combinators.combine(
                        kind,
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 40))
                .as(Step::new);
    }

    /** Every row of the CRM that belongs to this life, with the transaction that wrote it. */
    private static List<String> written(Life life) {
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
}
