package dev.kith.sync.web;

import dev.kith.sync.api.auth.Askers;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.api.auth.SessionCookie;
import dev.kith.sync.review.ReviewQueries;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes what surrounds a page, for whoever asks. */
@ApplicationScoped
class Pages {

    private final SecurityIdentity identity;
    private final RoutingContext context;
    private final SessionCookie cookie;
    private final ReviewQueries reviews;

    Pages(SecurityIdentity identity, RoutingContext context, SessionCookie cookie, ReviewQueries reviews) {
        this.identity = identity;
        this.context = context;
        this.cookie = cookie;
        this.reviews = reviews;
    }

    Uni<Page> page(String title, Section section) {
        return reviews.countOpen().map(waiting -> page(title, section, KeyHolder.of(identity), context, waiting));
    }

    /** Without asking the database, which may be what is wrong. */
    Page bare(String title, RoutingContext request) {
        return Askers.of(request)
                .map(holder -> page(title, null, holder, request, 0))
                .orElseGet(() -> Page.forStrangers(title));
    }

    String actor() {
        return KeyHolder.of(identity).actor();
    }

    private Page page(String title, Section section, KeyHolder holder, RoutingContext request, long waiting) {
        return new Page(
                title,
                section,
                holder.name(),
                holder.role().wire(),
                holder.role().granted().contains(Role.OPERATE),
                holder.role().granted().contains(Role.ADMINISTER),
                cookie.token(request).map(SessionCookie::formToken).orElse(""),
                waiting,
                null);
    }
}
