package dev.kith.sync.provider.carddav;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How CardDAV servers are reached. */
@ConfigMapping(prefix = "kith.carddav")
public interface CardDavConfig {

    /** Whether servers on this machine and in private networks may be asked, and asked without TLS. */
    @WithDefault("false")
    boolean allowPrivate();

    /** How long one request may take. */
    @WithDefault("PT60S")
    Duration requestTimeout();

    /** The largest answer that is read, in bytes; a listing takes about 200 for each contact. */
    @WithDefault("16777216")
    int maxResponseBytes();

    /** How many cards make a page. */
    @WithDefault("200")
    int cardsPerPage();

    /** How often it is looked for address books that are new. */
    @WithDefault("P1D")
    Duration discoverAfter();
}
