package dev.kith.sync.provider.carddav;

import java.net.URI;

/**
 * Where a server is known to differ from the standards in a way it does not show.
 *
 * @param syncDepth the {@code Depth} sync-collection needs; with another one Google always says that nothing changed
 * @param emptyToken whether an empty sync token lists everything
 * @param typesBooks whether address books say that they are some
 */
record ServerQuirks(int syncDepth, boolean emptyToken, boolean typesBooks) {

    static final ServerQuirks NONE = new ServerQuirks(0, true, true);
    static final ServerQuirks GOOGLE = new ServerQuirks(1, false, false);

    static ServerQuirks of(URI server) {
        return Login.within(server, "googleapis.com") ? GOOGLE : NONE;
    }
}
