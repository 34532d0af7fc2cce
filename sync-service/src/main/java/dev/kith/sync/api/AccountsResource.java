package dev.kith.sync.api;

import dev.kith.sync.account.AccountProbe;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.AccountOperations;
import dev.kith.sync.tool.AccountView;
import dev.kith.sync.tool.Connected;
import dev.kith.sync.tool.Connection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The accounts people come from. */
@Path("/api/accounts")
class AccountsResource {

    private final AccountOperations accounts;

    AccountsResource(AccountOperations accounts) {
        this.accounts = accounts;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<List<AccountView>>> list() {
        return accounts.list().map(Envelope::of);
    }

    @POST
    @RolesAllowed(Role.ADMINISTER)
    public Uni<RestResponse<Envelope<AccountView>>> connect(Connection body) {
        return accounts.connect(Checks.body(body)).map(AccountsResource::answer);
    }

    private static RestResponse<Envelope<AccountView>> answer(Connected connected) {
        var status = connected.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return RestResponse.status(status, Envelope.of(connected.account()));
    }

    @POST
    @Path("/{provider}/{accountId}/test")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<AccountProbe>> test(String provider, String accountId) {
        return accounts.test(provider, accountId).map(Envelope::of);
    }

    @POST
    @Path("/{provider}/{accountId}/pause")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<AccountView>> pause(String provider, String accountId) {
        return accounts.pause(provider, accountId).map(Envelope::of);
    }

    @POST
    @Path("/{provider}/{accountId}/resume")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<AccountView>> resume(String provider, String accountId) {
        return accounts.resume(provider, accountId).map(Envelope::of);
    }

    @DELETE
    @Path("/{provider}/{accountId}")
    @RolesAllowed(Role.ADMINISTER)
    public Uni<Envelope<Deleted>> disconnect(String provider, String accountId) {
        return accounts.disconnect(provider, accountId).replaceWith(() -> Envelope.of(new Deleted(true)));
    }
}
