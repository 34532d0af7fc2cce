package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** A request and the way to answer it, as Google's front end does it. */
final class Exchange {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SLOW_PIECES = 20;
    private static final int FOUND = 302;
    /** The status of a request that got no answer. */
    private static final int NONE = 0;

    private static final List<String> SECRETS = List.of("access_token", "oauth_token", "key", "token");

    private final HttpExchange http;
    private final String path;
    private final Map<String, String> query;
    private final Consumer<RecordedRequest> memory;
    private boolean remembered;

    /**
     * @param memory told of the request before its answer leaves, so that whoever has the answer finds it there
     */
    Exchange(HttpExchange http, Consumer<RecordedRequest> memory) {
        this.http = http;
        this.memory = memory;
        this.path = http.getRequestURI().getPath();
        this.query = Request.query(http.getRequestURI().getRawQuery());
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    /** A request header; empty where there is none. */
    String header(String name) {
        String value = http.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    byte[] body() throws IOException {
        return http.getRequestBody().readAllBytes();
    }

    /** The form in the body. Clients send their secret there or, just as well, as basic authentication. */
    Map<String, String> form() throws IOException {
        Map<String, String> form = new LinkedHashMap<>(Request.query(new String(body(), StandardCharsets.UTF_8)));
        String authorization = header("Authorization");
        if (authorization.startsWith("Basic ")) {
            String decoded = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
            form.putIfAbsent("client_id", decoded.split(":", 2)[0]);
        }
        return form;
    }

    /** Remembers this request without any token, neither of a header nor of a parameter. */
    private void remember(int status) {
        if (remembered) {
            return;
        }
        remembered = true;
        Map<String, String> told = new LinkedHashMap<>(query);
        told.keySet().removeAll(SECRETS);
        Map<String, String> headers = new LinkedHashMap<>();
        http.getRequestHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("authorization")) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        memory.accept(new RecordedRequest(method(), path, told, headers, status));
    }

    void redirect(String target) throws IOException {
        remember(FOUND);
        http.getResponseHeaders().add("location", target);
        http.sendResponseHeaders(FOUND, -1);
    }

    void sendHtml(int code, String html) throws IOException {
        remember(code);
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().add("content-type", "text/html; charset=UTF-8");
        http.sendResponseHeaders(code, bytes.length);
        write(bytes);
    }

    void send(int code, ObjectNode json, Map<String, String> headers) throws IOException {
        byte[] bytes = encode(code, json, headers);
        http.sendResponseHeaders(code, bytes.length);
        write(bytes);
    }

    /** Announces a whole body and sends half of it. */
    void sendTruncated(ObjectNode json) throws IOException {
        byte[] bytes = encode(200, json, Map.of());
        http.sendResponseHeaders(200, bytes.length);
        // Closing it would complain about the bytes that are missing.
        http.getResponseBody().write(bytes, 0, bytes.length / 2);
        http.getResponseBody().flush();
    }

    void sendHalf(ObjectNode json) throws IOException {
        byte[] bytes = encode(200, json, Map.of());
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        http.sendResponseHeaders(200, half.length);
        write(half);
    }

    void sendSlowly(ObjectNode json, long millis) throws IOException {
        byte[] bytes = encode(200, json, Map.of());
        http.sendResponseHeaders(200, bytes.length);
        int piece = Math.max(1, bytes.length / SLOW_PIECES);
        try (OutputStream out = http.getResponseBody()) {
            for (int from = 0; from < bytes.length; from += piece) {
                out.write(bytes, from, Math.min(piece, bytes.length - from));
                out.flush();
                pause(TimeUnit.MILLISECONDS.toNanos(millis) / SLOW_PIECES);
            }
        }
    }

    private void write(byte[] bytes) throws IOException {
        try (OutputStream out = http.getResponseBody()) {
            out.write(bytes);
        }
    }

    private byte[] encode(int code, ObjectNode json, Map<String, String> headers) throws IOException {
        remember(code);
        headers.forEach((name, value) -> http.getResponseHeaders().add(name, value));
        http.getResponseHeaders().add("content-type", "application/json; charset=UTF-8");
        boolean compact = "false".equals(query.get("prettyPrint"));
        byte[] bytes = compact
                ? JSON.writeValueAsBytes(json)
                : JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        if (!header("Accept-Encoding").contains("gzip")) {
            return bytes;
        }
        http.getResponseHeaders().add("content-encoding", "gzip");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** Ends the connection; in the middle of an answer, the client finds it broken. */
    void close() {
        remember(NONE);
        http.close();
    }

    static void pause(long nanos) {
        if (nanos > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
