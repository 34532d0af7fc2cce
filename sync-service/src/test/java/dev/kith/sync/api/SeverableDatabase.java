package dev.kith.sync.api;

import dev.kith.sandbox.system.TcpLine;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Servers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The usual servers, with a line to the database that can be cut and mended. */
public final class SeverableDatabase implements QuarkusTestResourceLifecycleManager {

    private static TcpLine line;

    private final KithServers servers = new KithServers();

    static void cut() {
        line.cut();
    }

    static void mend() {
        line.mend();
    }

    @Override
    public Map<String, String> start() {
        line = new TcpLine(Servers.postgres().port());
        Map<String, String> config = new HashMap<>(servers.start());
        var database = URI.create(config.get("quarkus.datasource.reactive.url"));
        config.put("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:" + line.port() + database.getPath());
        return config;
    }

    @Override
    public void stop() {
        servers.stop();
        line.close();
    }
}
