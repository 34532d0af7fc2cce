package dev.kith.agent.sink;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * The service that the configuration names.
 *
 * @param apiUrl with or without a slash at its end
 */
public record KithService(URI apiUrl, Optional<String> apiKey) {

    /** A request that carries the key, if there is one. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(apiUrl.toString().replaceAll("/+$", "") + path));
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    /** Host and port, for messages. */
    String authority() {
        return apiUrl.getAuthority();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KithService[" + apiUrl + "]";
    }
}
