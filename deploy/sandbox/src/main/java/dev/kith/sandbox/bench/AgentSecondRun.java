package dev.kith.sandbox.bench;

/** A second run of the agent, in which there is nothing new, against its first. */
final class AgentSecondRun implements Benchmark {

    @Override
    public String name() {
        return "agent-second-run";
    }

    @Override
    public String what() {
        return "time of the agent's second run without its start-up, against that of its first";
    }

    @Override
    public Goal goal() {
        return Goal.atMost(0.05);
    }

    @Override
    public String unit() {
        return "of_first_run";
    }

    @Override
    public Result measure(BenchContext context) {
        Rounds rounds = new Rounds();
        try (BenchMac mac = BenchMac.with(context)) {
            mac.startUp();
            for (int round = 1; round <= context.sizes().rounds; round++) {
                mac.forget();
                double startUp = mac.startUp().seconds();
                // Of a few messages the start-up takes nearly all.
                double first = Math.max(0.001, mac.sync().seconds() - startUp);
                double second = Math.max(0, mac.sync().seconds() - startUp);
                rounds.add(first, second, second / first);
            }
        }
        return rounds.result(context.sizes().messages, "seconds, start-up taken off");
    }
}
