package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;

/** Sends requests to Google: compressed, with bounded answers, without waiting on a thread. */
final class GoogleTransport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_REQUEST = 400;

    private final HttpClient client;
    private final Clock clock;
    private final Duration timeout;
    private final int maxBytes;

    GoogleTransport(Clock clock, Duration timeout, int maxBytes) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.clock = clock;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /** Fails with {@link ProviderFailure.Transient} when no whole answer comes back. */
    Uni<GoogleResponse> get(URI uri, String accessToken) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Authorization", "Bearer " + accessToken)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("Accept-Language", "en")
                .header("User-Agent", "kith (gzip)")
                .GET()
                .build();
        return Uni.createFrom()
                .completionStage(() -> client.sendAsync(request, BoundedBody.handler(maxBytes)))
                .onItem()
                .transform(this::read)
                .onFailure(failure -> !(failure instanceof ProviderException))
                .transform(GoogleTransport::unreachable);
    }

    private GoogleResponse read(HttpResponse<byte[]> response) {
        return new GoogleResponse(response.statusCode(), body(response), retryAfter(response));
    }

    private JsonNode body(HttpResponse<byte[]> response) {
        boolean compressed = response.headers()
                .firstValue("content-encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        try (InputStream bytes = new ByteArrayInputStream(response.body());
                InputStream plain = compressed ? new GZIPInputStream(bytes) : bytes) {
            byte[] content = plain.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw BoundedBody.tooBig(maxBytes);
            }
            return JSON.readTree(content);
        } catch (IOException e) {
            if (response.statusCode() >= BAD_REQUEST) {
                // Proxies answer errors in HTML: the status alone must do.
                return null;
            }
            throw new ProviderException(
                    new ProviderFailure.Transient("Google's answer was cut off or unreadable. It is asked again."), e);
        }
    }

    private Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return response.headers().firstValue("retry-after").flatMap(this::delay);
    }

    private Optional<Duration> delay(String value) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Throwable unreachable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProviderException) {
            return cause;
        }
        return new ProviderException(
                new ProviderFailure.Transient(
                        "Google could not be reached (" + cause.getClass().getSimpleName()
                                + "). It is asked again; check this machine's network if it stays so."),
                cause);
    }
}
