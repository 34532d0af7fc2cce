package dev.kith.sandbox.bench;

/** A full refresh of an account in which nothing changed against its bootstrap. */
final class RefreshUnchanged implements Benchmark {

    @Override
    public String name() {
        return "refresh-unchanged";
    }

    @Override
    public String what() {
        return "time of a bootstrap, log to CRM, divided by that of a full refresh in which nothing changed";
    }

    @Override
    public Goal goal() {
        return Goal.atLeast(10);
    }

    @Override
    public String unit() {
        return "times_faster";
    }

    @Override
    public Result measure(BenchContext context) {
        int contacts = context.sizes().contacts;
        Rounds rounds = new Rounds();
        long written = 0;
        try (BenchSystem system = context.system()) {
            for (int round = 0; round <= context.sizes().rounds; round++) {
                CopiedRows.empty(system.servers());
                try (LoggedAccount account = LoggedAccount.open(system.servers(), "round-" + round)) {
                    double bootstrap = account.sync(0, contacts, 0);
                    RowVersions before = RowVersions.of(system.servers());
                    system.servers().execute("VACUUM ANALYZE", "CHECKPOINT");
                    double refresh = account.sync(0, contacts, 0);
                    written += before.changed();
                    if (round > 0) {
                        rounds.add(bootstrap, refresh, bootstrap / refresh);
                    }
                }
                context.progress().accept("refresh-unchanged: round " + round + " done");
            }
        }
        return rounds.result(contacts, "seconds; " + written + " rows written in CRM tables by refreshes");
    }
}
