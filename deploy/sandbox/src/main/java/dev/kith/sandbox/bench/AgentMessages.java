package dev.kith.sandbox.bench;

import java.util.List;
import java.util.Map;

/** The agent over all messages of a Mac against sqlite3 with the same query. */
final class AgentMessages implements Benchmark {

    private static final int MOST_MEGABYTES = 160;

    // As the agent asks a store of this form.
    private static final String QUERY = """
            SELECT m.ROWID, m.guid, m.date,
                (m.is_from_me = 1) + CASE m.service WHEN 'iMessage' THEN 0 WHEN 'SMS' THEN 2 ELSE 4 END + 16 * (CASE
                    WHEN m.item_type <> 0 OR m.is_system_message = 1 OR m.is_service_message = 1 OR m.is_empty = 1 THEN 1
                    WHEN m.associated_message_type BETWEEN 2000 AND 4999 THEN 2
                    WHEN m.error <> 0 AND m.is_from_me = 1 AND coalesce(m.is_sent, 0) = 0 THEN 4
                    WHEN m.is_spam = 1 THEN 5 ELSE 0 END),
                m.handle_id, j.chat_id, m.service
            FROM message m LEFT JOIN chat_message_join j ON j.message_id = m.ROWID
            WHERE m.ROWID > 0 ORDER BY m.ROWID;
            """;

    @Override
    public String name() {
        return "agent-messages";
    }

    @Override
    public String what() {
        return "time of the mac-agent over all messages to /dev/null, against sqlite3 running the same query";
    }

    @Override
    public Goal goal() {
        return Goal.atMost(2);
    }

    @Override
    public String unit() {
        return "of_sqlite3_time";
    }

    @Override
    public Result measure(BenchContext context) {
        Rounds rounds = new Rounds();
        long peak = 0;
        try (BenchMac mac = BenchMac.with(context)) {
            for (int round = 0; round <= context.sizes().rounds; round++) {
                MeasuredProcess sqlite = MeasuredProcess.run(
                        List.of("sqlite3", "-readonly", mac.messages().toString(), QUERY), Map.of());
                mac.forget();
                MeasuredProcess agent = mac.sync();
                if (round > 0) {
                    rounds.add(sqlite.seconds(), agent.seconds(), agent.seconds() / sqlite.seconds());
                    peak = Math.max(peak, agent.peakMegabytes());
                }
            }
        }
        return rounds.result(
                        context.sizes().messages,
                        "seconds; the agent's peak was " + peak + " MB (goal: at most " + MOST_MEGABYTES + ")")
                .within(peak <= MOST_MEGABYTES);
    }
}
