package dev.kith.sync.provider.carddav;

import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.dav.DavProxy;
import dev.kith.sync.testing.dav.RadicaleServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@Concurrent
class RadicaleContractTest extends CardDavContract {

    private static RadicaleServer server;
    private static DavProxy proxy;

    RadicaleContractTest() {
        super(server, proxy);
    }

    @BeforeAll
    static void startServer() {
        server = new RadicaleServer();
        proxy = new DavProxy(server);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            proxy.close();
            server.close();
        }
    }
}
