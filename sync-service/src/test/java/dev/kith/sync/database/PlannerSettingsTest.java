package dev.kith.sync.database;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.identity.IdentityKeys;
import dev.kith.sync.backfill.write.CandidateLoader;
import dev.kith.sync.testing.Concurrent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Concurrent
class PlannerSettingsTest {

    private static final String PLANNING = "SELECT current_setting('plan_cache_mode')";
    private static final String READING = """
            SELECT sum(seq_scan)::int || ' whole tables read, reading them is ' || current_setting('enable_seqscan')
            FROM pg_stat_xact_user_tables WHERE relname IN ('contacts', 'contact_info')
            """;

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void keepsPlansForTheRowsThatAreInsertedAndNothingElse() {
        List<String> modes = beforeAndAfter(
                PLANNING,
                connection -> PlannerSettings.keepingPlans(connection, text(connection, PLANNING))
                        .invoke(during -> assertThat(during).isEqualTo("auto"))
                        .replaceWithVoid());

        assertThat(modes).containsExactly("force_custom_plan", "force_custom_plan");
    }

    @Test
    void looksForPeopleByIndexEvenWhereTheWholeTableIsSmall() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                CanonicalContact.builder("people/c1").displayName("Ann Alpha").build());
        crm.sql("ANALYZE contacts, contact_info");
        List<IdentityKeys> sought = List.of(IdentityKeys.ofName("Ann Alpha"), IdentityKeys.ofEmail("ann@example.com"));

        List<String> readings = beforeAndAfter(
                READING, connection -> CandidateLoader.load(connection, sought).replaceWithVoid());

        assertThat(readings.get(0)).endsWith("is on").isEqualTo(readings.get(1));
    }

    /** What the query says before and after the work of a transaction. */
    private List<String> beforeAndAfter(String query, Function<SqlConnection, Uni<Void>> work) {
        return crm.pool()
                .withTransaction(connection -> text(connection, query)
                        .chain(before -> work.apply(connection)
                                .chain(() -> text(connection, query))
                                .map(after -> List.of(before, after))))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private static Uni<String> text(SqlConnection connection, String query) {
        return connection
                .query(query)
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }
}
