package dev.kith.sandbox.bench;

/** A bootstrap, from the log into an empty CRM, against loading the rows that result. */
final class BackfillCopy implements Benchmark {

    @Override
    public String name() {
        return "backfill-copy";
    }

    @Override
    public String what() {
        return "rate of a bootstrap, log to CRM, against COPY of the very rows that result into the same tables";
    }

    @Override
    public Goal goal() {
        return Goal.atLeast(0.5);
    }

    @Override
    public String unit() {
        return "of_copy_rate";
    }

    @Override
    public Result measure(BenchContext context) {
        int contacts = context.sizes().contacts;
        Rounds rounds = new Rounds();
        try (BenchSystem system = context.system()) {
            // Both have been run once before anything counts.
            round(system, "warm", contacts, new Rounds());
            for (int round = 1; round <= context.sizes().rounds; round++) {
                round(system, "round-" + round, contacts, rounds);
                context.progress().accept("backfill-copy: round " + round + " done");
            }
        }
        return rounds.result(contacts, "seconds");
    }

    private static void round(BenchSystem system, String name, int contacts, Rounds rounds) {
        CopiedRows.empty(system.servers());
        try (LoggedAccount account = LoggedAccount.open(system.servers(), name)) {
            double bootstrap = account.sync(0, contacts, 0);
            try (CopiedRows rows = CopiedRows.of(system.servers())) {
                CopiedRows.empty(system.servers());
                double copy = rows.load();
                rounds.add(copy, bootstrap, copy / bootstrap);
            }
        }
    }
}
