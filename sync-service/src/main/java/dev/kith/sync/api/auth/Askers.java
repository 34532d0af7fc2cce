package dev.kith.sync.api.auth;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who asks, told by the request itself. While a request is answered, the request scope may be gone already: a resource that
 * ran on a worker takes it along when its answer is there before the worker has left.
 */
public final class Askers {

    private Askers() {}

    /** Nothing for strangers. */
    public static Optional<KeyHolder> of(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? Optional.ofNullable(KeyHolder.of(user.getSecurityIdentity()))
                : Optional.empty();
    }
}
