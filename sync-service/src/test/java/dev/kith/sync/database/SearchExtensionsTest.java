package dev.kith.sync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kith.sync.testing.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The search needs extensions, which not every database user may make. */
class SearchExtensionsTest {

    private final String url = Servers.postgres().jdbcUrl(Servers.postgres().freshDatabase());
    private final String user = "plain_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void aUserThatOwnsTheSchemaButNotTheDatabase() throws SQLException {
        sql("CREATE ROLE " + user + " LOGIN", "GRANT ALL ON SCHEMA public TO " + user);
    }

    @AfterEach
    void drop() throws SQLException {
        sql("DROP OWNED BY " + user, "DROP ROLE " + user);
    }

    @Test
    void saysWhatASuperuserHasToDo() {
        Throwable refused = catchThrowable(this::migrate);

        assertThat(StartFailure.advice(refused))
                .startsWith("Kith cannot start: ")
                .contains("the extension pg_trgm is needed, and " + user + " may not create it here")
                .endsWith("CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; then start again.");
    }

    @Test
    void usesTheExtensionsWhereverASuperuserPutThem() throws SQLException {
        sql(
                "CREATE SCHEMA elsewhere",
                "GRANT USAGE ON SCHEMA elsewhere TO " + user,
                "CREATE EXTENSION pg_trgm SCHEMA elsewhere",
                "CREATE EXTENSION unaccent SCHEMA elsewhere");

        migrate();

        sql("DO $$ BEGIN ASSERT public.kith_fold('ÇA Ñandú 7') = 'ca nandu 7'; END $$");
    }

    private void migrate() {
        Flyway.configure().dataSource(url, user, "").load().migrate();
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }
}
