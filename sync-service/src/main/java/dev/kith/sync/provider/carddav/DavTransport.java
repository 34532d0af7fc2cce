package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Sends one request to one server, whose redirects are answers like others. */
interface DavTransport {

    /**
     * Asks the first of the server's machines that can be reached. Completes on a thread that may work. Fails with
     * {@link ProviderFailure.Transient} when no whole answer comes back, and with {@link ProviderFailure.Permanent} when it
     * is too big.
     */
    Uni<DavResponse> send(DavRequest request, List<InetAddress> machines, Optional<String> authorization);
}
