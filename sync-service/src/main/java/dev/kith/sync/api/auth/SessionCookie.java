package dev.kith.sync.api.auth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The cookie that a session is known by, and the token that its forms must carry. */
@ApplicationScoped
public class SessionCookie {

    private static final String NAME = "kith-session";

    private final PublicAddress address;
    private final SessionConfig config;

    SessionCookie(PublicAddress address, SessionConfig config) {
        this.address = address;
        this.config = config;
    }

    public Optional<String> token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(name(context));
        return Optional.ofNullable(cookie).map(Cookie::getValue).filter(value -> !value.isBlank());
    }

    public void set(RoutingContext context, String token) {
        context.response()
                .addCookie(cookie(context, token).setMaxAge(config.lifetime().toSeconds()));
    }

    public void clear(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    /** Follows from the session's token and does not lead back to it. */
    public static String formToken(String token) {
        return KeyHash.of("form:" + token).hex();
    }

    /** Takes the same time wherever the two differ. */
    public static boolean isFormToken(String sent, String token) {
        return new KeyHash(formToken(token)).matches(new KeyHash(sent));
    }

    private Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(name(context), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(https(context));
    }

    /** Cookies ignore ports, and two sandboxes may run side by side. */
    private static String name(RoutingContext context) {
        int port = context.request().authority() == null
                ? -1
                : context.request().authority().port();
        return port < 0 || port == 80 || port == 443 ? NAME : NAME + "-" + port;
    }

    private boolean https(RoutingContext context) {
        return address.isHttps() || "https".equals(context.request().scheme());
    }
}
