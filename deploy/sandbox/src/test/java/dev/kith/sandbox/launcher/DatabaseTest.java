package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void readsALibpqAddressAndWritesItBack() {
        Database database = Database.parse("postgresql://me:secret@db.example:6432/people");

        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/people");
        assertThat(database.libpqUrl()).isEqualTo("postgresql://me:secret@db.example:6432/people");
    }

    @Test
    void takesTheUsualPortWhereNoneIsNamed() {
        assertThat(Database.parse("postgresql://me@db.example/people").port()).isEqualTo(5432);
    }

    @Test
    void refusesWhatIsNoAddressWithoutRepeatingIt() {
        assertThatThrownBy(() -> Database.parse("hunter2"))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("KITH_SANDBOX_DB_URL")
                .hasMessageNotContaining("hunter2");
    }
}
