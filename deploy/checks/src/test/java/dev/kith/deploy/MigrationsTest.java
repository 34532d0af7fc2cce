package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Within a release migrations only add, so that the version before runs on with the new tables while instances are exchanged,
 * and again when somebody goes back.
 */
class MigrationsTest {

    /** The last migration of which no earlier version exists that could run beside it. */
    private static final int FIRST_TABLES = 65;

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");

    /**
     * Indexes may go, and triggers and functions be replaced: no statement names them but migrations. One foreign key went
     * whose place a trigger took.
     */
    private static final List<Pattern> TAKES_AWAY = List.of(
            Pattern.compile("(?i)\\bDROP\\s+(TABLE|COLUMN|TYPE|SCHEMA|SEQUENCE|VIEW|FUNCTION)\\b"),
            Pattern.compile("(?i)\\bDROP\\s+CONSTRAINT\\b(?!\\s+IF\\s+EXISTS\\s+contacts_photos_contact_id_fkey\\b)"),
            Pattern.compile("(?i)\\bRENAME\\b"),
            Pattern.compile("(?i)\\bDROP\\s+DEFAULT\\b"),
            Pattern.compile("(?i)\\bALTER\\s+COLUMN\\s+\\w+\\s+(SET\\s+DATA\\s+)?TYPE\\b"),
            Pattern.compile("(?i)\\bSET\\s+NOT\\s+NULL\\b"),
            Pattern.compile(
                    "(?is)\\bADD\\s+COLUMN\\b(?!(?:[^;,]|,(?=\\s*'))*\\bDEFAULT\\b)(?:[^;,])*\\bNOT\\s+NULL\\b"),
            Pattern.compile("(?i)\\bADD\\s+CONSTRAINT\\b"));

    private static final Pattern UNIQUE =
            Pattern.compile("(?i)\\bCREATE\\s+UNIQUE\\s+INDEX\\s+(?:IF NOT EXISTS\\s+)?\\w+\\s+ON\\s+(\\w+)");

    static List<Path> migrations() {
        return Repository.files("sync-service/src/main/resources/db/migration", ".sql").stream()
                .filter(migration -> version(migration) > FIRST_TABLES)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void onlyAdd(Path migration) {
        String sql = Repository.read(migration).replaceAll("--[^\n]*", "");

        assertThat(TAKES_AWAY)
                .as(migration.getFileName().toString())
                .noneMatch(pattern -> pattern.matcher(sql).find());
    }

    /** What a version before writes twice into a table of its own must stay possible. */
    @ParameterizedTest
    @MethodSource("migrations")
    void areUniqueOnlyInTablesThatTheyMake(Path migration) {
        String sql = Repository.read(migration).replaceAll("--[^\n]*", "");

        assertThat(UNIQUE.matcher(sql).results())
                .allSatisfy(index -> assertThat(sql)
                        .as(index.group())
                        .containsPattern("(?i)CREATE\\s+TABLE\\s+(IF NOT EXISTS\\s+)?" + index.group(1) + "\\b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE contacts DROP COLUMN notes",
                "ALTER TABLE contacts RENAME COLUMN notes TO remarks",
                "ALTER TABLE contacts ALTER COLUMN created_at DROP DEFAULT",
                "ALTER TABLE contacts ALTER COLUMN notes TYPE VARCHAR",
                "ALTER TABLE contacts ALTER COLUMN notes SET NOT NULL",
                "ALTER TABLE contacts ADD COLUMN rank INTEGER NOT NULL",
                "DROP TABLE labels",
                "ALTER TABLE labels DROP CONSTRAINT labels_name_key",
                "ALTER TABLE addresses DROP CONSTRAINT IF EXISTS addresses_contact_id_fkey"
            })
    void wouldNotTakeAnythingAway(String sql) {
        assertThat(TAKES_AWAY).anyMatch(pattern -> pattern.matcher(sql).find());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ALTER TABLE contacts ADD COLUMN rank INTEGER",
                "ALTER TABLE contacts ADD COLUMN rank INTEGER NOT NULL DEFAULT 0",
                "CREATE TABLE more (id UUID PRIMARY KEY, name TEXT NOT NULL)",
                "DROP INDEX idx_more"
            })
    void mayAdd(String sql) {
        assertThat(TAKES_AWAY).noneMatch(pattern -> pattern.matcher(sql).find());
    }

    @Test
    void everyMigrationIsNumbered() {
        assertThat(Repository.files("sync-service/src/main/resources/db/migration", ".sql"))
                .allMatch(migration ->
                        VERSION.matcher(migration.getFileName().toString()).matches());
    }

    private static int version(Path migration) {
        var name = VERSION.matcher(migration.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : Integer.MAX_VALUE;
    }
}
