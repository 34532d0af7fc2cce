package dev.kith.sync.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server on the loopback interface that can be cut and mended. */
public final class SeverableLine implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private final NetServer server;
    private volatile boolean cut;

    public SeverableLine(int target) {
        this.target = target;
        this.server = vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public int port() {
        return server.actualPort();
    }

    public void cut() {
        cut = true;
        open.forEach(NetSocket::close);
    }

    public void mend() {
        cut = false;
    }

    private void connect(NetSocket client) {
        if (cut) {
            client.close();
            return;
        }
        client.pause();
        open.add(client);
        vertx.createNetClient()
                .connect(target, "127.0.0.1")
                .onSuccess(server -> {
                    client.handler(server::write).closeHandler(gone -> {
                        open.remove(client);
                        server.close();
                    });
                    server.handler(client::write).closeHandler(gone -> client.close());
                    client.resume();
                })
                .onFailure(failure -> client.close());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
