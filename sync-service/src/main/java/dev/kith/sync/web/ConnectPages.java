package dev.kith.sync.web;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.CredentialsRefusedException;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.AccountOperations;
import dev.kith.sync.tool.Connected;
import dev.kith.sync.tool.Connection;
import dev.kith.sync.tool.InvalidRequestException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Connecting sources, and looking after those that are. */
@Path("/connect")
@Produces(MediaType.TEXT_HTML)
class ConnectPages {

    private final Pages pages;
    private final Overviews overviews;
    private final AccountOperations accounts;

    ConnectPages(Pages pages, Overviews overviews, AccountOperations accounts) {
        this.pages = pages;
        this.overviews = overviews;
        this.accounts = accounts;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> show(@RestQuery String done) {
        return show(notice(done), ConnectForm.EMPTY);
    }

    @POST
    @RolesAllowed(Role.ADMINISTER)
    public Uni<Response> connect(
            @RestForm String provider,
            @RestForm String accountId,
            @RestForm String url,
            @RestForm String username,
            @RestForm String password,
            @RestForm String refreshToken) {
        var form = new ConnectForm(provider, accountId, url, username, null);
        var request = new Connection(provider, accountId, refreshToken, null, url, username, password, null);
        return Uni.createFrom()
                .deferred(() -> accounts.connect(request))
                .map(made -> Redirect.to("/connect", "done", done(made)))
                .onFailure(InvalidRequestException.class)
                .recoverWithUni(failure -> again(form.with(
                        Words.capital(((InvalidRequestException) failure).field()) + " " + failure.getMessage())))
                .onFailure(CredentialsRefusedException.class)
                .recoverWithUni(failure -> again(form.with(failure.getMessage())));
    }

    private static String done(Connected made) {
        if (made.account().health() == AccountHealth.DEGRADED) {
            return "unreachable";
        }
        return made.created() ? "connected" : "renewed";
    }

    private Uni<Response> again(ConnectForm form) {
        return show(null, form).map(page -> Response.status(422).entity(page).build());
    }

    private Uni<TemplateInstance> show(Page.Notice notice, ConnectForm form) {
        return Uni.combine()
                .all()
                .unis(pages.page("Connect", Section.CONNECT), overviews.accounts())
                .with((page, all) -> Templates.connect(page.with(notice), all, form));
    }

    private static Page.Notice notice(String done) {
        String text = switch (done == null ? "" : done) {
            case "connected" -> "Connected. Its first sync begins at once.";
            case "unreachable" ->
                "Kept, but its server does not answer yet. It is tried again; check the address if it stays so.";
            case "renewed" -> "The account has its new credentials.";
            case "paused" -> "Paused: it is left alone until you resume it.";
            case "resumed" -> "Resumed.";
            case "disconnected" -> "Disconnected. The people it brought stay.";
            default -> null;
        };
        return text == null ? null : new Page.Notice(text, null);
    }
}
