package dev.kith.sandbox.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the service does, as far as the launcher asks. */
final class FakeKith implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();

    FakeKith() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    KithClient client() {
        return new KithClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "key");
    }

    /**
     * @param data what stands in the envelope, in single quotes
     */
    FakeKith answering(String pathAndQuery, String data) {
        answers.put(pathAndQuery, "{\"data\":" + data.replace('\'', '"') + "}");
        return this;
    }

    /** Address and body of every POST. */
    List<String> posts() {
        return posts;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String address = exchange.getRequestURI().toString();
        if (exchange.getRequestMethod().equals("POST")) {
            posts.add(address + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        byte[] body = answers.getOrDefault(address, "{\"data\":{}}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
