package dev.kith.sync.web;

import dev.kith.sync.api.ErrorCode;
import dev.kith.sync.api.ErrorEnvelope;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells browsers what went wrong as a page, and sends those who are not signed in to where they can. */
class PageErrors {

    private static final Pattern PAGE = Pattern.compile("https?://([^/?#]+)(/[^?#]*).*");

    private static final Set<String> WHOLE = Set.of("body", "request");

    private final Pages pages;

    PageErrors(Pages pages) {
        this.pages = pages;
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        String path = request.getUriInfo().getPath();
        if (!PagePaths.isPage(path)) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!(response.getEntity() instanceof ErrorEnvelope envelope) || !wantsPage(request)) {
            return;
        }
        ErrorEnvelope.Problem problem = envelope.error();
        if (problem.code() == ErrorCode.UNAUTHENTICATED && request.getMethod().equals("GET")) {
            URI uri = request.getUriInfo().getRequestUri();
            String asked = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            response.setStatus(303);
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.LOCATION,
                            SignInPages.PATH + "?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.setEntity(null);
            return;
        }
        String page = Templates.problem(
                        pages.bare(title(problem.code()), context), problem.message(), details(problem), back(context))
                .render();
        response.setEntity(page, null, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        return request.getAcceptableMediaTypes().stream()
                .anyMatch(type -> type.getSubtype().equals("html"));
    }

    private static List<String> details(ErrorEnvelope.Problem problem) {
        Map<String, List<String>> details = problem.details() == null ? Map.of() : problem.details();
        return details.entrySet().stream()
                .map(entry -> sentence(entry.getKey(), String.join(", ", entry.getValue())))
                .toList();
    }

    /** What is said of the whole request is a sentence already. */
    private static String sentence(String field, String problem) {
        String whole = WHOLE.contains(field) ? problem : Words.capital(field) + " " + problem;
        return whole.endsWith(".") ? whole : whole + ".";
    }

    /** The page that somebody came from; {@code null} where it was none of ours. */
    private static String back(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("Referer"))
                .map(PAGE::matcher)
                .filter(came -> came.matches()
                        && came.group(1).equalsIgnoreCase(context.request().getHeader("Host")))
                .map(came -> came.group(2))
                .filter(PagePaths::isPage)
                .map(SafePath::of)
                .orElse(null);
    }

    private static String title(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> "Not here";
            case UNAUTHENTICATED -> "Sign in first";
            case FORBIDDEN -> "Not allowed";
            case CONFLICT -> "Something changed meanwhile";
            case VALIDATION_ERROR, MALFORMED_JSON, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE ->
                "That did not work";
            case PAYLOAD_TOO_LARGE -> "Too large";
            case RATE_LIMITED -> "Too many requests";
            case UNAVAILABLE -> "Back in a moment";
            case INTERNAL_ERROR -> "Something broke";
        };
    }
}
