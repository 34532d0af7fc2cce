package dev.kith.sync.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;

/** Sends the browser on after it posted something, so that reloading repeats nothing. */
final class Redirect {

    private Redirect() {}

    static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    static Response to(String path, String parameter, Object value) {
        return Response.seeOther(
                        UriBuilder.fromUri(path).queryParam(parameter, value).build())
                .build();
    }
}
