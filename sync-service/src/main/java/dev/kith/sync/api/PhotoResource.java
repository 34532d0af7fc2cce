package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.Photos;
import dev.kith.sync.crm.Photos.Photo;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The pictures that contacts show. */
@Path("/api/contacts/{id}/photo")
class PhotoResource {

    /** An address with a hash always means the same bytes. */
    private static final String FOR_GOOD = "private, max-age=31536000, immutable";

    private static final String ASK_AGAIN = "private, no-cache";

    private final Photos photos;

    PhotoResource(Photos photos) {
        this.photos = photos;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Response> get(UUID id, @RestQuery String sha256, @Context Request request) {
        return photos.find(id, sha256)
                .map(found -> found.orElseThrow(() -> ApiException.notFound("photo")))
                .map(photo -> photo instanceof Photo.Stored stored
                        ? stored(stored, sha256 == null ? ASK_AGAIN : FOR_GOOD, request)
                        : elsewhere(((Photo.Elsewhere) photo).url()));
    }

    /** Nothing of a photo may ever be run: it came from somebody else's address book. */
    private static Response stored(Photo.Stored photo, String caching, Request request) {
        EntityTag tag = new EntityTag(photo.sha256());
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                known != null ? known : Response.ok(photo.bytes()).type(photo.mediaType());
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private static Response elsewhere(String url) {
        if (!url.regionMatches(true, 0, "http", 0, 4)) {
            throw ApiException.notFound("photo");
        }
        try {
            return Response.temporaryRedirect(URI.create(url)).build();
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("photo");
        }
    }
}
