package dev.kith.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class SyncEventsTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    @TestHTTPResource("/api/sync/events")
    URI events;

    @Test
    void tellsTheLatestRunsAndThenEachChangeWhoeverMakesIt() throws Exception {
        UUID known = run();
        try (var stream = EventStream.open(events)) {
            awaitEvent(stream, known, "RUNNING");

            UUID later = run();
            awaitEvent(stream, later, "RUNNING");
            end(later);

            awaitEvent(stream, later, "SUCCEEDED");
            assertThat(stream.lines()).contains("event:run", "id:" + later);
        }
    }

    @Test
    void goesOnListeningAfterTheConnectionToTheDatabaseWasLost() throws Exception {
        try (var stream = EventStream.open(events)) {
            awaitEvent(stream, run(), "RUNNING");

            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND query = 'LISTEN kith_runs'");
            UUID meanwhile = run();
            end(meanwhile);

            awaitEvent(stream, meanwhile, "SUCCEEDED");
        }
    }

    @Test
    void servesSeveralListenersOverOneConnectionAndGivesItBack() throws Exception {
        String listeners = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND query = 'LISTEN kith_runs'";
        try (var one = EventStream.open(events);
                var other = EventStream.open(events)) {
            UUID run = run();
            awaitEvent(one, run, "RUNNING");
            awaitEvent(other, run, "RUNNING");
            assertThat(count(listeners)).isEqualTo(1);
        }
        // The server learns that a listener is gone when it next writes to it.
        await().atMost(WAIT).until(() -> {
            run();
            return count(listeners) == 0;
        });
    }

    private static void awaitEvent(EventStream stream, UUID run, String state) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(stream.lines())
                        .anyMatch(line -> line.startsWith("data:")
                                && line.contains(run.toString())
                                && line.contains("\"state\":\"" + state + "\"")));
    }

    private UUID run() {
        return execute("""
                        INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, generation)
                        VALUES (gen_random_uuid(), 'file', gen_random_uuid()::text, 'full', 'request', 1) RETURNING run_id
                        """).iterator().next().getUUID(0);
    }

    private void end(UUID run) {
        pool.preparedQuery("UPDATE contacts_sync_runs SET state = 'SUCCEEDED', ended_at = now() WHERE run_id = $1")
                .execute(Tuple.of(run))
                .await()
                .indefinitely();
    }

    private long count(String sql) {
        return execute(sql).iterator().next().getLong(0);
    }

    private RowSet<Row> execute(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }
}
