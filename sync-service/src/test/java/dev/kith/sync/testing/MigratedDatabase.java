package dev.kith.sync.testing;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** An empty database of its own with this build's tables, for tests without Quarkus. */
public final class MigratedDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Pool pool;

    private MigratedDatabase(int port, String name) {
        Flyway.configure()
                .dataSource(Servers.postgres().jdbcUrl(name), "postgres", "postgres")
                .load()
                .migrate();
        var options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(name)
                .setUser("postgres")
                .setPassword("postgres")
                .setCachePreparedStatements(true);
        pool = Pool.newInstance(PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(8))
                .using(vertx)
                .build());
    }

    public static MigratedDatabase create() {
        return new MigratedDatabase(
                Servers.postgres().port(), Servers.postgres().freshDatabase());
    }

    public Pool pool() {
        return pool;
    }

    /** Runs a statement and answers with its rows. */
    public List<Row> sql(String statement, Object... arguments) {
        var rows = new ArrayList<Row>();
        pool.preparedQuery(statement)
                .execute(Tuple.from(arguments))
                .await()
                .indefinitely()
                .forEach(rows::add);
        return rows;
    }

    /** Empties every table of the module. */
    public void clear() {
        sql("""
                TRUNCATE contacts_source_accounts, contacts_sync_state, contacts_sync_leases, contacts_sync_runs,
                    contacts_source_links, contacts_deletion_candidates, contacts_review_items,
                    google_oauth_credentials CASCADE
                """);
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
