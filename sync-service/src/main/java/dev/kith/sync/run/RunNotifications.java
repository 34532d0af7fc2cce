package dev.kith.sync.run;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** What PostgreSQL tells of changed runs. A connection is held as long as somebody listens. */
@ApplicationScoped
class RunNotifications {

    private static final String CHANNEL = "kith_runs";
    private static final String LISTEN = "LISTEN " + CHANNEL;

    /** A connection that a firewall dropped in silence is noticed no later than this. */
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(30);

    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(10);

    sealed interface Signal {

        /** From here on nothing is missed; what happened before may have been. */
        record Listening() implements Signal {}

        record Changed(UUID runId) implements Signal {}
    }

    private final Pool pool;

    RunNotifications(Pool pool) {
        this.pool = pool;
    }

    /** Fails when the connection is lost. */
    Multi<Signal> listen() {
        return Multi.createFrom()
                .emitter(emitter -> pool.getConnection()
                        .subscribe()
                        .with(connection -> listen(PgConnection.cast(connection), emitter), emitter::fail));
    }

    private static void listen(PgConnection connection, MultiEmitter<? super Signal> emitter) {
        connection.notificationHandler(heard -> {
            if (heard.getChannel().equals(CHANNEL)) {
                emitter.emit(new Signal.Changed(UUID.fromString(heard.getPayload())));
            }
        });
        connection.closeHandler(() -> emitter.fail(new IOException("the connection that listens for runs was lost")));
        Cancellable listening = connection
                .query(LISTEN)
                .execute()
                .invoke(() -> emitter.emit(new Signal.Listening()))
                .onItem()
                .transformToMulti(ready -> Multi.createFrom().ticks().every(PROBE_INTERVAL))
                .onItem()
                .transformToUniAndConcatenate(tick -> probe(connection))
                .subscribe()
                .with(alive -> {}, emitter::fail);
        emitter.onTermination(() -> {
            listening.cancel();
            giveBack(connection);
        });
    }

    private static Uni<Boolean> probe(PgConnection connection) {
        return connection
                .query(LISTEN)
                .execute()
                .ifNoItem()
                .after(PROBE_PATIENCE)
                .fail()
                .replaceWith(true);
    }

    private static void giveBack(PgConnection connection) {
        connection.closeHandler(() -> {});
        connection.notificationHandler(heard -> {});
        connection
                .query("UNLISTEN *")
                .execute()
                .onItemOrFailure()
                .transformToUni((done, lost) -> connection.close())
                .subscribe()
                .with(closed -> {}, lost -> {});
    }
}
