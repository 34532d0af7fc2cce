package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.SyncOperations;
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

/** How everything stands. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class OverviewPages {

    private final Pages pages;
    private final Overviews overviews;
    private final SyncOperations sync;

    OverviewPages(Pages pages, Overviews overviews, SyncOperations sync) {
        this.pages = pages;
        this.overviews = overviews;
        this.sync = sync;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> overview() {
        return Uni.combine()
                .all()
                .unis(pages.page("Overview", Section.OVERVIEW), overviews.overview())
                .with(Templates::overview);
    }

    /** The accounts alone, which a page that is open asks for whenever a run moved. */
    @GET
    @Path("overview/accounts")
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> accounts() {
        return Uni.combine()
                .all()
                .unis(pages.page("Accounts", Section.OVERVIEW), overviews.accounts())
                .with(Templates::accounts);
    }

    @POST
    @Path("overview/sync")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> syncNow(@RestForm String provider, @RestForm String accountId, @RestForm String mode) {
        return sync.start(new SyncOperations.Request(provider, accountId, mode, null), null)
                .replaceWith(() -> Redirect.to("/"));
    }
}
