package dev.kith.sync.provider.carddav;

import dev.kith.sync.testing.dav.CyrusServer;
import dev.kith.sync.testing.dav.DavProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CyrusContractTest extends CardDavContract {

    private static CyrusServer server;
    private static DavProxy proxy;

    CyrusContractTest() {
        super(server, proxy);
    }

    @BeforeAll
    static void startServer() {
        server = new CyrusServer();
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
