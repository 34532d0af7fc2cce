package dev.kith.sync.provider.carddav;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;

/** What a domain's own records say about where its address books are. */
interface ServiceRecords {

    /**
     * Addresses of CardDAV servers, best first; none when the domain does not say, or cannot be asked. Those without a path
     * of their own lead to the well-known one.
     */
    Uni<List<URI>> carddavs(String domain);
}
