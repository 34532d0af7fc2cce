package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.server.Ports;
import dev.kith.sync.testing.Servers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service is started where it cannot work, or where others have prepared the ground badly. */
class StartIT {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    @Test
    void saysOnceThatTheDatabaseCannotBeReached() {
        try (Installation kith = installation()) {
            kith.with("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/kith");
            kith.with("KITH_DATABASE_PATIENCE", "PT3S");

            assertEndsWith(kith, "the database cannot be reached", "Start PostgreSQL");
        }
    }

    @Test
    void saysOnceThatTheUserMayNotMakeTables() {
        try (Installation kith = installation()) {
            kith.database()
                    .sql(
                            "ALTER DATABASE " + kith.database().name() + " OWNER TO postgres",
                            "REVOKE CREATE ON SCHEMA public FROM PUBLIC");

            assertEndsWith(kith, "may not make the tables", "permission denied for schema public");
        }
    }

    @Test
    void saysOnceWhatAPersonForgotToFillIn() {
        try (Installation kith = installation()) {
            kith.with("KITH_API_KEY", "");

            assertEndsWith(kith, "KITH_API_KEY is empty", "openssl rand -hex 32");
        }
        try (Installation kith = installation()) {
            kith.with("KITH_PUBLIC_URL", "https://<host>");

            assertEndsWith(kith, "KITH_PUBLIC_URL is https://<host>", "https://kith.example.org");
        }
    }

    @Test
    void usesTheTablesOfItsSchemaWhateverTheSearchPathSays() {
        try (Installation kith = installation()) {
            kith.database()
                    .sql(
                            "CREATE SCHEMA shadow AUTHORIZATION "
                                    + kith.database().user(),
                            "CREATE TABLE shadow.contacts (id UUID PRIMARY KEY, name TEXT NOT NULL)",
                            "CREATE TABLE shadow.contacts_source_links (provider TEXT)",
                            "GRANT ALL ON ALL TABLES IN SCHEMA shadow TO "
                                    + kith.database().user(),
                            "ALTER ROLE " + kith.database().user() + " SET search_path = shadow, public");
            kith.start();

            kith.client().post("/api/contacts", "{\"firstName\":\"Gil\"}").data();

            assertThat(kith.database().texts("SELECT name FROM public.contacts"))
                    .containsExactly("Gil");
            assertThat(kith.database().texts("SELECT name FROM shadow.contacts"))
                    .isEmpty();
        }
    }

    private static void assertEndsWith(Installation kith, String status, String advice) {
        kith.launch();
        await().atMost(LIMIT).until(() -> !kith.process().isAlive());
        String log = kith.log();
        assertThat(kith.process().exitCode()).isEqualTo(1);
        assertThat(log.lines().filter(line -> line.contains(status))).hasSize(1);
        assertThat(log).contains(advice);
        assertThat(log.lines().filter(line -> line.startsWith("\tat "))).isEmpty();
    }

    private static Installation installation() {
        return Installation.on(Servers.postgres()).java("-XX:TieredStopAtLevel=1");
    }
}
