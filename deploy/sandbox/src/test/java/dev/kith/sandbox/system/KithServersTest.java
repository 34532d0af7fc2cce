package dev.kith.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KithServersTest {

    @TempDir
    Path folder;

    @Test
    void emptiesTablesThatSomebodyElseLocksInAnotherOrder() throws Exception {
        try (KithServers servers = KithServers.start(folder.resolve("servers"));
                Connection other = servers.connect();
                Statement statement = other.createStatement()) {
            servers.execute("CREATE TABLE one (id int)", "CREATE TABLE two (id int)", "INSERT INTO one VALUES (1)");
            // Whoever looks for deadlocks first is ended, and everybody looks once: not before there is one.
            servers.execute("ALTER DATABASE kith SET deadlock_timeout = '10s'");
            other.setAutoCommit(false);
            statement.execute("SET LOCAL deadlock_timeout = '1min'");
            statement.execute("SELECT FROM two");

            var emptying = CompletableFuture.runAsync(() -> servers.execute("TRUNCATE one, two"));
            awaitWaiting(servers, emptying);
            statement.execute("SELECT FROM one");
            other.commit();

            emptying.get(1, TimeUnit.MINUTES);
            assertThat(servers.number("SELECT count(*) FROM one")).isZero();
        }
    }

    private static void awaitWaiting(KithServers servers, CompletableFuture<Void> emptying) {
        while (servers.number("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
            assertThat(emptying).isNotDone();
        }
    }
}
