package dev.kith.sync.testing.dav;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request, one connection: Radicale closes each. */
final class PlainHttp {

    private static final int PATIENCE_SECONDS = 120;
    /** A server that says nothing for so long lost the connection, as PHP's own does now and then. */
    private static final int SILENCE_MILLIS = 20_000;
    /** Asked once more where there was no answer, which a busy server is free to do. */
    private static final Set<String> READS = Set.of("GET", "PROPFIND", "REPORT");

    static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT =
            VERTX.createHttpClient(new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(50));

    /** @param headers by lower-case name */
    record Answer(int status, Map<String, String> headers, byte[] bytes) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private PlainHttp() {}

    static Answer ask(int port, String method, String path, Map<String, String> headers, String body) {
        try {
            return send(port, method, path, headers, Buffer.buffer(body == null ? "" : body))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " " + path + " had no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Future<Answer> send(int port, String method, String path, Map<String, String> headers, Buffer body) {
        Future<Answer> answer = attempt(port, method, path, headers, body);
        return READS.contains(method) ? answer.recover(failure -> attempt(port, method, path, headers, body)) : answer;
    }

    private static Future<Answer> attempt(
            int port, String method, String path, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setHost("127.0.0.1")
                .setPort(port)
                .setIdleTimeout(READS.contains(method) ? SILENCE_MILLIS : PATIENCE_SECONDS * 1_000L)
                .setURI(path);
        headers.forEach(options::putHeader);
        return CLIENT.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body().map(content -> {
                    Map<String, String> named = new HashMap<>();
                    response.headers()
                            .forEach((name, value) -> named.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
                    return new Answer(response.statusCode(), named, content.getBytes());
                }));
    }
}
