package dev.kith.sandbox.bench;

/** A bootstrap beside many contacts against the same into an empty CRM. */
final class BackfillGrown implements Benchmark {

    @Override
    public String name() {
        return "backfill-grown";
    }

    @Override
    public String what() {
        return "rate of a bootstrap into a CRM that holds many others already, against that into an empty one";
    }

    @Override
    public Goal goal() {
        return Goal.atLeast(0.8);
    }

    @Override
    public String unit() {
        return "of_empty_rate";
    }

    @Override
    public Result measure(BenchContext context) {
        int contacts = context.sizes().contacts;
        Rounds rounds = new Rounds();
        try (BenchSystem empty = context.system();
                BenchSystem grown = context.system()) {
            int next = GrownCrm.fill(context, grown, 0);
            emptied(empty, "warm", contacts);
            for (int round = 1; round <= context.sizes().rounds; round++) {
                double baseline = emptied(empty, "round-" + round, contacts);
                grown.servers().execute("CHECKPOINT");
                double subject = GrownCrm.account(grown, "round-" + round, next, next + contacts);
                next += contacts;
                rounds.add(baseline, subject, baseline / subject);
                context.progress().accept("backfill-grown: round " + round + " done");
            }
        }
        return rounds.result(context.sizes().grown, "seconds for " + contacts + " contacts");
    }

    private static double emptied(BenchSystem system, String name, int contacts) {
        CopiedRows.empty(system.servers());
        return GrownCrm.account(system, name, 0, contacts);
    }
}
