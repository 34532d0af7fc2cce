package dev.kith.sync.api;

import dev.kith.sync.api.auth.ApiKey;
import dev.kith.sync.api.auth.ApiKeys;
import dev.kith.sync.api.auth.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** API keys: who has one, a new one, none any more. */
@Path("/api/keys")
@RolesAllowed(Role.ADMINISTER)
class KeysResource {

    /**
     * A key to be made.
     *
     * @param machineId of an agent: the machine it speaks for; absent, it is the one whose batch it sends first
     */
    record NewKey(String name, String role, String machineId) {}

    private final ApiKeys keys;

    KeysResource(ApiKeys keys) {
        this.keys = keys;
    }

    @GET
    public Uni<Envelope<List<ApiKey>>> list() {
        return keys.list().map(Envelope::of);
    }

    @POST
    @ResponseStatus(201)
    public Uni<Envelope<ApiKey>> create(NewKey body) {
        NewKey key = Checks.body(body);
        String name = Checks.text("name", key.name());
        if (name.length() > ApiKeys.LONGEST_NAME) {
            throw ApiException.invalid("name", "is longer than " + ApiKeys.LONGEST_NAME + " characters");
        }
        Role role = Role.of(Checks.text("role", key.role()))
                .orElseThrow(() -> ApiException.invalid("role", "must be viewer, operator, admin or agent"));
        if (key.machineId() != null && role != Role.AGENT) {
            throw ApiException.invalid("machineId", "is only for keys of the role agent");
        }
        String machine = key.machineId() == null ? null : Checks.text("machineId", key.machineId());
        return keys.create(name, role, machine).map(Envelope::of);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Envelope<Deleted>> revoke(UUID id) {
        return keys.revoke(id).map(found -> {
            if (!found) {
                throw ApiException.notFound("key");
            }
            return Envelope.of(new Deleted(true));
        });
    }
}
