package dev.kith.sync.api;

import dev.kith.sync.account.Initiator;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** For whom a request finishes what they began: it shows no key of its own. */
final class Finishing {

    private static final String INITIATOR = "kith.initiator";

    private Finishing() {}

    static void what(Initiator began, RoutingContext request) {
        request.put(INITIATOR, began);
    }

    static Optional<Initiator> initiator(RoutingContext request) {
        return Optional.ofNullable(request.get(INITIATOR));
    }
}
