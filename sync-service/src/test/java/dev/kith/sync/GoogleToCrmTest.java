package dev.kith.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.RecordedRequest;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.SyncNow;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class GoogleToCrmTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    @Inject
    Accounts accounts;

    @Inject
    SyncNow syncNow;

    @Inject
    Pool pool;

    private final StandInControl google = Google.control();
    private final String account = "account-" + UUID.randomUUID();

    @BeforeEach
    void open() {
        Google.account(account);
        google.switches().maximumPageSize = 2;
    }

    @AfterEach
    void restore() {
        google.switches().maximumPageSize = 1000;
        google.switches().expiredDetails = true;
        google.switches().expiredGone = false;
        accounts.disconnect(Accounts.GOOGLE, account).await().atMost(WAIT);
    }

    @Test
    void bringsEveryContactIntoTheCrmOnce() {
        put(1, 5);
        connect();

        RunView first = sync(SyncMode.FULL);
        RunView second = sync(SyncMode.INCREMENTAL);

        assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(names()).containsExactly("Person 1", "Person 2", "Person 3", "Person 4", "Person 5");
        assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(second.summary().fetched()).isZero();
    }

    @Test
    void followsChangesAndNoticesTombstones() {
        put(1, 4);
        connect();
        sync(SyncMode.FULL);
        google.putContact(account, id(1), person("Renamed", 1));
        google.deleteContact(account, id(2));

        RunView run = sync(SyncMode.INCREMENTAL);

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.summary().deleted()).isEqualTo(1);
        assertThat(names()).contains("Renamed 1", "Person 2");
        assertThat(texts("SELECT count(*) FROM contacts_source_links WHERE account_id = $1 AND deleted_at IS NOT NULL"))
                .containsExactly("1");
        assertThat(texts("SELECT type FROM activity_feed WHERE details ->> 'accountId' = $1 AND type LIKE '%deleted%'"))
                .hasSize(1);
    }

    @ParameterizedTest(name = "details {0}, 410 {1}, page {2}")
    @CsvSource({"true,false,1", "false,false,1", "false,true,1", "true,false,2", "false,false,2"})
    void healsAnExpiredSyncTokenWithinTheCycle(boolean details, boolean gone, int page) {
        put(1, 5);
        connect();
        sync(SyncMode.FULL);
        google.deleteContact(account, id(5));
        google.putContact(account, id(1), person("Changed", 1));
        google.putContact(account, id(2), person("Changed", 2));
        google.putContact(account, id(3), person("Changed", 3));
        google.switches().expiredDetails = details;
        google.switches().expiredGone = gone;
        google.fault(new Fault("/v1/people/me/connections", page, Fault.Kind.EXPIRED_SYNC_TOKEN));

        RunView run = sync(SyncMode.INCREMENTAL);

        assertThat(run.mode()).isEqualTo(SyncMode.FULL);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(names()).contains("Changed 1", "Changed 2", "Changed 3", "Person 4");
        assertThat(texts("SELECT count(*) FROM contacts_source_links WHERE account_id = $1 AND deleted_at IS NOT NULL"))
                .containsExactly("1");
    }

    @Test
    void repeatsTheSameParametersOnEveryPage() {
        put(1, 5);
        connect();
        google.clearRequests();

        sync(SyncMode.FULL);

        List<Map<String, String>> queries = google.requests().stream()
                .filter(request -> request.path().equals("/v1/people/me/connections"))
                .map(RecordedRequest::query)
                .map(query -> query.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("pageToken"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .toList();
        assertThat(queries).hasSizeGreaterThan(2);
        assertThat(queries).allMatch(queries.get(0)::equals);
    }

    private void put(int from, int to) {
        for (int i = from; i <= to; i++) {
            google.putContact(account, id(i), person("Person", i));
        }
    }

    private ObjectNode person(String first, int number) {
        return Google.person(first, "X" + id(number));
    }

    /** Different in every account, so that nobody is taken for somebody of another test. */
    private String id(int number) {
        return Integer.toHexString(account.hashCode() & 0xffffff) + "a" + number;
    }

    private void connect() {
        accounts.registerGoogle(account, "refresh-" + account, Map.of()).await().atMost(WAIT);
    }

    private RunView sync(SyncMode mode) {
        RunView run = syncNow.start(Accounts.GOOGLE, account, mode, WAIT)
                .await()
                .atMost(WAIT)
                .get(0);
        assertThat(run.state().ended()).as("the run ended").isTrue();
        return run;
    }

    private List<String> names() {
        return texts("""
                SELECT c.first_name || ' ' || right(c.name, 1) FROM contacts c JOIN contacts_source_links l ON l.local_contact_id = c.id
                WHERE l.account_id = $1 ORDER BY right(c.name, 1)
                """);
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        pool.preparedQuery(sql)
                .execute(Tuple.of(account))
                .await()
                .atMost(WAIT)
                .forEach(row -> texts.add(String.valueOf(row.getValue(0))));
        return texts;
    }
}
