package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.dav.CyrusServer;
import dev.kith.sync.testing.dav.DavProxy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@Concurrent
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

    /** The service never asks for a limit: the proxy does, so that the server ends its pages as it does with big books. */
    @Test
    void drainsThePagesOfARealServer() {
        fill(1, 7);
        proxy.rewriting(body ->
                body.replace("</d:sync-level>", "</d:sync-level><d:limit><d:nresults>2</d:nresults></d:limit>"));

        List<SourcePage> listed = full();
        fill(8, 12);
        List<SourcePage> changed = since(cursor(listed));

        assertThat(told(listed)).hasSize(7).doesNotHaveDuplicates();
        assertThat(told(changed)).hasSize(5).doesNotHaveDuplicates();
        assertThat(proxy.asked().stream()
                        .filter(asked -> asked.is("REPORT", "sync-collection"))
                        .map(DavProxy.Asked::body))
                .as("a token for each page")
                .hasSizeGreaterThan(6)
                .noneMatch(body -> body.contains("limit"));
    }

    private void fill(int first, int last) {
        for (int key = first; key <= last; key++) {
            put(key, "Person", "Number" + key);
        }
    }
}
