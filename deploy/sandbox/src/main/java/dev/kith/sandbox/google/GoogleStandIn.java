package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * Answers as Google's People API and its authorisation server do, from memory, on the loopback interface.
 *
 * @see <a href="https://developers.google.com/people/api/rest">People API</a>
 */
public final class GoogleStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long STALL_SECONDS = 600;

    private final HttpServer server;
    private final ExecutorService executor;
    private final StandInState state;
    private final StandInStore store;
    private final PeopleApi people;
    private final AdminApi admin;

    private GoogleStandIn(StandInOptions options) throws IOException {
        state = new StandInState(new StandInClock(options.clock()));
        store = new StandInStore(options.stateFile(), state);
        store.load();
        people = new PeopleApi(state);
        admin = new AdminApi(state, new StandInControl(state));
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "google-stand-in");
            thread.setDaemon(true);
            return thread;
        });
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public static GoogleStandIn start(StandInOptions options) {
        try {
            return new GoogleStandIn(options);
        } catch (IOException e) {
            throw new UncheckedIOException("the Google stand-in could not listen on port " + options.port(), e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public StandInControl control() {
        return new StandInControl(state);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        store.save();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> query = Request.query(exchange.getRequestURI().getRawQuery());
        String path = exchange.getRequestURI().getPath();
        // Before the answer, so that whoever has that finds the request recorded.
        state.record(new RecordedRequest(exchange.getRequestMethod(), path, query, headers(exchange)));
        try {
            answer(exchange, path, query);
        } catch (GoogleError e) {
            e.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            send(exchange, e.code(), e.body(), query, null);
        } catch (IllegalArgumentException e) {
            send(exchange, 400, JSON.createObjectNode().put("error", e.getMessage()), query, null);
        } finally {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, String path, Map<String, String> query) throws IOException {
        if (path.startsWith("/__admin")) {
            send(exchange, 200, admin.answer(path, exchange.getRequestBody()), query, null);
            return;
        }
        Fault.Kind fault = state.strike(path);
        if (fault != null && fault != Fault.Kind.TRUNCATED && fault != Fault.Kind.STALLED_BODY) {
            strike(exchange, fault);
            return;
        }
        switch (path) {
            case "/token" -> token(exchange, query);
            case "/revoke" -> {
                synchronized (state) {
                    state.tokens.revoke(form(exchange).getOrDefault("token", ""));
                }
                send(exchange, 200, JSON.createObjectNode(), query, null);
            }
            case "/o/oauth2/v2/auth" -> {
                String first = state.accounts.keySet().stream().findFirst().orElse(null);
                exchange.getResponseHeaders().add("location", state.oauth.authorize(query, first));
                exchange.sendResponseHeaders(302, -1);
            }
            default -> {
                ObjectNode answer =
                        people.answer(path, query, exchange.getRequestHeaders().getFirst("Authorization"));
                delay(answer);
                send(exchange, 200, answer, query, fault);
            }
        }
    }

    private void token(HttpExchange exchange, Map<String, String> query) throws IOException {
        sleep(TimeUnit.MILLISECONDS.toNanos(state.switches.tokenEndpointDelayMillis));
        OAuth.Answer answer;
        synchronized (state) {
            answer = state.oauth.token(form(exchange));
        }
        send(exchange, answer.status(), answer.body() == null ? JSON.createObjectNode() : answer.body(), query, null);
    }

    /** Clients send their secret in the form or, just as well, as basic authentication. */
    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new LinkedHashMap<>(
                Request.query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && authorization.startsWith("Basic ")) {
            String decoded = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
            form.putIfAbsent("client_id", decoded.split(":", 2)[0]);
        }
        return form;
    }

    private void strike(HttpExchange exchange, Fault.Kind kind) throws IOException {
        switch (kind) {
            case UNAUTHORIZED -> throw GoogleError.unauthenticated();
            case SCOPE_MISSING ->
                throw GoogleError.insufficientScope(Tokens.CONTACTS, "google.people.v1.PeopleService");
            case RATE_LIMITED -> throw GoogleError.rateLimited(state.switches.retryAfterSeconds);
            case INTERNAL -> throw GoogleError.of(500, "INTERNAL", "Internal error encountered.");
            case UNAVAILABLE -> throw GoogleError.of(503, "UNAVAILABLE", "The service is currently unavailable.");
            case EXPIRED_SYNC_TOKEN -> throw GoogleError.expiredSyncToken(state.switches);
            case INVALID_ARGUMENT -> throw GoogleError.invalidArgument();
            case HTML_BAD_GATEWAY -> {
                byte[] html =
                        "<html><title>Error 502 (Server Error)!!1</title></html>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("content-type", "text/html");
                exchange.sendResponseHeaders(502, html.length);
                exchange.getResponseBody().write(html);
            }
            case STALL -> sleep(TimeUnit.SECONDS.toNanos(STALL_SECONDS));
            default -> {
                // Closed without an answer.
            }
        }
    }

    private void delay(ObjectNode answer) {
        long items =
                answer.path("connections").size() + answer.path("otherContacts").size();
        sleep(TimeUnit.MILLISECONDS.toNanos(state.switches.pageMillis)
                + TimeUnit.MICROSECONDS.toNanos(items * state.switches.itemMicros));
    }

    private static void sleep(long nanos) {
        if (nanos > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * @param damage {@code null} to send the whole body
     */
    private static void send(
            HttpExchange exchange, int status, ObjectNode body, Map<String, String> query, Fault.Kind damage)
            throws IOException {
        boolean pretty = !"false".equals(query.get("prettyPrint"));
        byte[] bytes =
                pretty ? JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(body) : JSON.writeValueAsBytes(body);
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        exchange.getResponseHeaders().add("content-type", "application/json; charset=UTF-8");
        if (accepted != null && accepted.contains("gzip")) {
            exchange.getResponseHeaders().add("content-encoding", "gzip");
            bytes = gzip(bytes);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        OutputStream out = exchange.getResponseBody();
        if (damage == null) {
            out.write(bytes);
            out.close();
            return;
        }
        // Left open: closing a body too early would keep the connection, closing the exchange after it does not.
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        sleep(TimeUnit.SECONDS.toNanos(damage == Fault.Kind.STALLED_BODY ? STALL_SECONDS : 0));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("authorization")) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        return headers;
    }
}
