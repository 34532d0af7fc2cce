package dev.kith.sync.testing.dav;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The real servers of this machine, each started when first asked for and stopped at the end. */
public enum DavServers {
    RADICALE(RadicaleServer::new),
    XANDIKOS(XandikosServer::new),
    CYRUS(CyrusServer::new),
    SABRE(SabreServer::new);

    private static final Map<DavServers, DavServer> STARTED = new EnumMap<>(DavServers.class);

    private final Supplier<DavServer> start;

    DavServers(Supplier<DavServer> start) {
        this.start = start;
    }

    /** The server, empty. Skips the test where it is not installed. */
    public DavServer empty() {
        synchronized (STARTED) {
            DavServer server = STARTED.get(this);
            if (server == null) {
                server = start.get();
                STARTED.put(this, server);
            }
            server.clear();
            return server;
        }
    }
}
