package dev.kith.sync.provider.google;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** A server that answers word for word as it is told, for what the stand-in would never say. */
final class ScriptedGoogle implements AutoCloseable {

    static final int MAX_BYTES = 100_000;

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    /** One answer: bytes as they go over the wire. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** What was asked: path and query, the {@code Authorization} header or {@code null}, and the body. */
    record Request(String path, String authorization, String body) {}

    final ContactsProvider provider;
    final GoogleApi api;
    final SourceAccount account =
            new SourceAccount(UUID.randomUUID(), "google", "home", "US", null, Map.of("otherContacts", "off"));
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    ScriptedGoogle() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        FakeGrants grants = new FakeGrants();
        grants.give(account, "refresh");
        api = new GoogleApi(
                new GoogleTransport(CLOCK, Duration.ofSeconds(20), MAX_BYTES),
                new GoogleAccessTokens(
                        grants,
                        grant -> Uni.createFrom()
                                .item(new GoogleAccessTokens.Refreshed(
                                        "access", CLOCK.instant().plusSeconds(3600), null, Set.of())),
                        CLOCK),
                new Pace(1_000_000, 1_000_000, CLOCK),
                URI.create(url()));
        provider = new GoogleContactsProvider(api);
    }

    /** Answers one more request with this. */
    ScriptedGoogle then(int status, Map<String, String> headers, byte[] body) {
        answers.add(new Answer(status, headers, body));
        return this;
    }

    ScriptedGoogle then(int status, String json) {
        return then(status, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    ScriptedGoogle then(String json) {
        return then(200, json);
    }

    /** Does not answer one more request before it closes. */
    ScriptedGoogle thenSilence() {
        answers.add(new Answer(0, Map.of(), new byte[0]));
        return this;
    }

    /** Drops what was asked, and the answers that nobody asked for. */
    void forget() {
        answers.clear();
        asked.clear();
    }

    List<Request> asked() {
        return List.copyOf(asked);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        try (exchange) {
            asked.add(new Request(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Answer answer = answers.remove();
            if (answer.status() == 0) {
                closed.await();
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
