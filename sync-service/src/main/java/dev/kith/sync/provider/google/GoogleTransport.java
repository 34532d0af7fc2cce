package dev.kith.sync.provider.google;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.RetryAfter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Sends requests to Google: compressed, with bounded answers, without waiting on a thread. */
final class GoogleTransport {

    private final HttpClient client;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration timeout;
    private final int maxBytes;

    /**
     * @param timeout for a whole answer, however its bytes trickle in
     * @param maxBytes of an answer, decompressed
     */
    GoogleTransport(Clock clock, Duration timeout, int maxBytes) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(maxBytes)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        this.clock = clock;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /** Fails with {@link ProviderFailure.Transient} when no whole answer comes back. */
    Uni<GoogleResponse> get(URI uri, String accessToken) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + accessToken)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("Accept-Language", "en")
                .header("User-Agent", "kith (gzip)")
                .GET()
                .build();
        return whole(request, this::read);
    }

    /** The status that a form is answered with; fails as {@link #get} does. */
    Uni<Integer> post(URI uri, String form) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", "kith")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return whole(request, HttpResponse::statusCode);
    }

    private <T> Uni<T> whole(HttpRequest request, Function<HttpResponse<byte[]>, T> reader) {
        return Uni.createFrom()
                .deferred(() -> exchange(request))
                .ifNoItem()
                .after(timeout)
                .fail()
                // Whatever follows may make beans, and on the client's own threads these find no configuration.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(reader)
                .onFailure(failure -> !(failure instanceof ProviderException))
                .transform(GoogleTransport::unreachable);
    }

    /** The client's own timeout ends with the headers: a body that stalls would be waited for without end. */
    private Uni<HttpResponse<byte[]>> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BoundedBody.handler(maxBytes));
        return Uni.createFrom().completionStage(answer).onCancellation().invoke(() -> answer.cancel(true));
    }

    private GoogleResponse read(HttpResponse<byte[]> response) {
        Optional<Duration> retryAfter =
                response.headers().firstValue("retry-after").flatMap(value -> RetryAfter.parse(value, clock));
        return new GoogleResponse(response.statusCode(), body(response), retryAfter);
    }

    /** The answer's object; {@code null} for an error that is none, as proxies give it in HTML: the status must do. */
    private JsonNode body(HttpResponse<byte[]> response) {
        boolean compressed = response.headers()
                .firstValue("content-encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        try (InputStream bytes = new ByteArrayInputStream(response.body());
                InputStream plain = compressed ? new GZIPInputStream(bytes) : bytes) {
            JsonNode body = json.readTree(plain);
            if (body.isObject()) {
                return body;
            }
        } catch (StreamConstraintsException tooBig) {
            throw BoundedBody.tooBig(maxBytes);
        } catch (IOException unreadable) {
            // Said below, without the cause: it may repeat what the answer says.
        }
        if (response.statusCode() == GoogleResponse.OK) {
            throw new ProviderException(
                    new ProviderFailure.Transient("Google's answer was cut off or unreadable. It is asked again."));
        }
        return null;
    }

    private static Throwable unreachable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProviderException) {
            return cause;
        }
        return new ProviderException(
                new ProviderFailure.Transient(
                        "Google could not be reached. It is asked again; check this machine's network if it stays so."),
                cause);
    }
}
