package dev.kith.sync.backfill.lives;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;

/**
 * What happens in a life, at random: several accounts and providers, edits at sources and by people, through the API and in
 * the tables, groups and labels, merges here and there and their undoing, deletions, renames, shared numbers, re-deliveries,
 * replays, accounts read in any order, taken off and connected again, expired cursors.
 */
final class Plans {

    private static final int LONGEST = 30;
    private static final int GENERATOR_SIZE = 1_000;
    private static final RandomGenerator<List<Step>> GENERATOR = lives().generator(GENERATOR_SIZE, true);

    private Plans() {}

    /** The life of this number, the same whenever it is asked for. */
    static List<Step> of(long number) {
        // Neighbouring seeds begin alike.
        return GENERATOR
                .next(new Random(new SplittableRandom(number).nextLong()))
                .value();
    }

    /** People appear and are read; then anything may happen to them. */
    private static Arbitrary<List<Step>> lives() {
        Arbitrary<List<Step>> appear =
                step(Arbitraries.just(Step.Kind.ADD)).list().ofMinSize(2).ofMaxSize(5);
        Arbitrary<Step> anything = Arbitraries.frequencyOf(
                Tuple.of(3, step(Arbitraries.of(Step.Kind.class))),
                Tuple.of(2, step(Arbitraries.of(Step.Kind.SYNC, Step.Kind.EDIT_COMPANY, Step.Kind.ADD_EMAIL))),
                Tuple.of(
                        1,
                        step(Arbitraries.of(
                                Step.Kind.HUMAN_EDITS,
                                Step.Kind.HUMAN_CORRECTS_EMAIL,
                                Step.Kind.DROP_EMAIL,
                                Step.Kind.HUMAN_MERGES,
                                Step.Kind.HUMAN_UNDOES))));
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
}
