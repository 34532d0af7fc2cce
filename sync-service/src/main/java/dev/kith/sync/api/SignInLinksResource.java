package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.api.auth.Sessions;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Links by which the holder of a key signs in to the dashboard once, without pasting the key. */
@Path("/api/sign-in-links")
class SignInLinksResource {

    /** @param path to open in a browser; what identifies is in the fragment, which no server and no log ever sees */
    record Link(String path) {}

    private final Sessions sessions;
    private final SecurityIdentity identity;

    SignInLinksResource(Sessions sessions, SecurityIdentity identity) {
        this.sessions = sessions;
        this.identity = identity;
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<Link>> make() {
        return sessions.link(identity).map(token -> Envelope.of(new Link("/sign-in#link=" + token)));
    }
}
