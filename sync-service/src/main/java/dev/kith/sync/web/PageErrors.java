package dev.kith.sync.web;

import dev.kith.sync.api.ErrorCode;
import dev.kith.sync.api.ErrorEnvelope;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells browsers what went wrong as a page, and sends those who are not signed in to where they can. */
class PageErrors {

    private final Pages pages;

    PageErrors(Pages pages) {
        this.pages = pages;
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
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
            String asked = request.getUriInfo().getRequestUri().getRawPath();
            response.setStatus(303);
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.LOCATION,
                            SignInPages.PATH + "?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.setEntity(null);
            return;
        }
        String page = Templates.problem(pages.bare(title(problem.code())), problem.message(), details(problem))
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
                .map(entry -> entry.getKey() + " " + String.join(", ", entry.getValue()))
                .toList();
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
