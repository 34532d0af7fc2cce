package dev.kith.sandbox.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How long somebody who searches waits for the first page. */
final class PeopleSearch implements Benchmark {

    private static final int SEARCHES = 100;

    @Override
    public String name() {
        return "people-search";
    }

    @Override
    public String what() {
        return "median of searches with terms of three and more characters, first page, over HTTP";
    }

    @Override
    public Goal goal() {
        return Goal.atMost(50);
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Result measure(BenchContext context) {
        Rounds rounds = new Rounds();
        try (BenchSystem system = context.system()) {
            GrownCrm.fill(context, system, 0);
            medianMillis(system, context.sizes().grown, 0);
            for (int round = 1; round <= context.sizes().rounds; round++) {
                rounds.add(medianMillis(system, context.sizes().grown, round));
            }
        }
        return rounds.result(context.sizes().grown, "median of " + SEARCHES + " searches in each round");
    }

    private static double medianMillis(BenchSystem system, int people, int round) {
        List<Double> took = new ArrayList<>();
        for (int search = 0; search < SEARCHES; search++) {
            String term = term(search, (round * SEARCHES + search) * 7_919 % people);
            long begun = System.nanoTime();
            system.instance().client().get("/api/contacts?search=" + URLEncoder.encode(term, StandardCharsets.UTF_8));
            took.add((System.nanoTime() - begun) / 1e6);
        }
        return Result.median(took);
    }

    /** Rare and frequent ones: a word of one person's, three letters, a first name, an address, a company. */
    private static String term(int search, int person) {
        String word = BenchPeople.word(person);
        return switch (search % 5) {
            case 0 -> word;
            case 1 -> word.substring(0, 3);
            case 2 -> BenchPeople.person(person, 0).firstName();
            case 3 -> BenchPeople.person(person, 0).emails().get(0).value();
            default -> "Northern";
        };
    }
}
