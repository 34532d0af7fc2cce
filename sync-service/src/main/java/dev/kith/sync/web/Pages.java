package dev.kith.sync.web;

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
        return reviews.countOpen().map(waiting -> page(title, section, waiting));
    }

    /** Without asking the database, which may be what is wrong. */
    Page bare(String title) {
        return identity.isAnonymous() ? Page.forStrangers(title) : page(title, null, 0);
    }

    String actor() {
        return KeyHolder.of(identity).actor();
    }

    private Page page(String title, Section section, long waiting) {
        KeyHolder holder = KeyHolder.of(identity);
        return new Page(
                title,
                section,
                holder.name(),
                holder.role().wire(),
                identity.hasRole(Role.OPERATE),
                identity.hasRole(Role.ADMINISTER),
                cookie.token(context).map(SessionCookie::formToken).orElse(""),
                waiting,
                null);
    }
}
