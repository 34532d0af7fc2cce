package dev.kith.sync.provider.carddav;

import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.dav.DavProxy;
import dev.kith.sync.testing.dav.SabreServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@Concurrent
class SabreContractTest extends CardDavContract {

    private static SabreServer server;
    private static DavProxy proxy;

    SabreContractTest() {
        super(server, proxy);
    }

    @BeforeAll
    static void startServer() {
        server = new SabreServer();
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
