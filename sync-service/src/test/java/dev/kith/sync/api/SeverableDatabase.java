package dev.kith.sync.api;

import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Servers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The usual servers, with a line to the database that can be cut and mended. */
public final class SeverableDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Set<NetSocket> LINES = ConcurrentHashMap.newKeySet();
    private static volatile boolean cut;

    private final Vertx vertx = Vertx.vertx();
    private final KithServers servers = new KithServers();

    static void cut() {
        cut = true;
        LINES.forEach(NetSocket::close);
    }

    static void mend() {
        cut = false;
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>(servers.start());
        var database = URI.create(config.get("quarkus.datasource.reactive.url"));
        config.put(
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:" + proxy().actualPort() + database.getPath());
        return config;
    }

    private NetServer proxy() {
        return vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void connect(NetSocket client) {
        if (cut) {
            client.close();
            return;
        }
        client.pause();
        LINES.add(client);
        vertx.createNetClient()
                .connect(Servers.postgres().port(), "127.0.0.1")
                .onSuccess(database -> {
                    client.handler(database::write).closeHandler(gone -> {
                        LINES.remove(client);
                        database.close();
                    });
                    database.handler(client::write).closeHandler(gone -> client.close());
                    client.resume();
                })
                .onFailure(failure -> client.close());
    }

    @Override
    public void stop() {
        servers.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
