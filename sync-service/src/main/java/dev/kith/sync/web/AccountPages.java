package dev.kith.sync.web;

import dev.kith.sync.account.AccountProbe;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.AccountOperations;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What can be done with a connected account. */
@Path("/accounts/{provider}/{accountId}")
@Produces(MediaType.TEXT_HTML)
class AccountPages {

    private final Pages pages;
    private final AccountOperations accounts;

    AccountPages(Pages pages, AccountOperations accounts) {
        this.pages = pages;
        this.accounts = accounts;
    }

    @POST
    @Path("/pause")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> pause(String provider, String accountId) {
        return accounts.pause(provider, accountId).map(account -> Redirect.to("/connect", "done", "paused"));
    }

    @POST
    @Path("/resume")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> resume(String provider, String accountId) {
        return accounts.resume(provider, accountId).map(account -> Redirect.to("/connect", "done", "resumed"));
    }

    @POST
    @Path("/test")
    @RolesAllowed(Role.OPERATE)
    public Uni<TemplateInstance> test(String provider, String accountId) {
        Uni<AccountProbe> probe = accounts.test(provider, accountId);
        return Uni.combine()
                .all()
                .unis(pages.page("Test of " + Words.source(provider, accountId), Section.CONNECT), probe)
                .with((page, answer) ->
                        Templates.probe(page, Words.source(provider, accountId), answer.ok(), answer.message()));
    }

    @POST
    @Path("/disconnect")
    @RolesAllowed(Role.ADMINISTER)
    public Uni<Response> disconnect(String provider, String accountId) {
        return accounts.disconnect(provider, accountId)
                .replaceWith(() -> Redirect.to("/connect", "done", "disconnected"));
    }
}
