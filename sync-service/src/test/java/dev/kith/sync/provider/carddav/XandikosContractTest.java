package dev.kith.sync.provider.carddav;

import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.dav.DavProxy;
import dev.kith.sync.testing.dav.XandikosServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@Concurrent
class XandikosContractTest extends CardDavContract {

    private static XandikosServer server;
    private static DavProxy proxy;

    XandikosContractTest() {
        super(server, proxy);
    }

    @BeforeAll
    static void startServer() {
        server = new XandikosServer();
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
