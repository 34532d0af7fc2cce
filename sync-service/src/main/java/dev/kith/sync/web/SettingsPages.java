package dev.kith.sync.web;

import dev.kith.sync.api.ApiException;
import dev.kith.sync.api.auth.ApiKey;
import dev.kith.sync.api.auth.ApiKeys;
import dev.kith.sync.api.auth.AuditLog;
import dev.kith.sync.api.auth.Role;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Keys, and who did what. */
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTER)
class SettingsPages {

    private static final int SHOWN = 50;

    private final Pages pages;
    private final ApiKeys keys;
    private final AuditLog audit;
    private final Clock clock;

    SettingsPages(Pages pages, ApiKeys keys, AuditLog audit, Clock clock) {
        this.pages = pages;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    public Uni<TemplateInstance> show() {
        return page(null);
    }

    /** The one page that ever shows a key. */
    @POST
    @Path("/keys")
    public Uni<TemplateInstance> create(@RestForm String name, @RestForm String role) {
        if (name == null || name.isBlank() || name.strip().length() > ApiKeys.LONGEST_NAME) {
            throw ApiException.invalid("name", "is missing, or longer than " + ApiKeys.LONGEST_NAME + " characters");
        }
        Role wanted = Role.of(role == null ? "" : role)
                .orElseThrow(() -> ApiException.invalid("role", "must be viewer, operator, admin or agent"));
        return keys.create(name.strip(), wanted, null).chain(this::page);
    }

    @POST
    @Path("/keys/{id}/revoke")
    public Uni<Response> revoke(UUID id) {
        return keys.revoke(id).map(found -> {
            if (!found) {
                throw ApiException.notFound("key");
            }
            return Redirect.to("/settings");
        });
    }

    private Uni<TemplateInstance> page(ApiKey made) {
        return Uni.combine()
                .all()
                .unis(pages.page("Settings", Section.SETTINGS), keys.list(), audit.latest(SHOWN))
                .with((page, all, entries) -> Templates.settings(
                        page,
                        all.stream()
                                .map(key -> KeyLine.of(key, clock.instant()))
                                .toList(),
                        made == null ? null : made.key(),
                        entries.stream()
                                .map(entry -> AuditLine.of(entry, clock.instant()))
                                .toList()));
    }
}
