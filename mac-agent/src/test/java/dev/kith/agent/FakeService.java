package dev.kith.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Kith's service as the agent sees it: takes batches, answers with what it was told, and tells of runs. */
public final class FakeService implements AutoCloseable {

    /** A batch as it came. */
    public record Received(Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final Deque<String> runs = new ArrayDeque<>();

    private FakeService(HttpServer server) {
        this.server = server;
    }

    public static FakeService start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeService service = new FakeService(server);
            server.createContext("/api/batches", service::batch);
            server.createContext("/api/sync/runs", service::run);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Status codes of the next answers; then 202. */
    public void answer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** What it says of runs, one answer after another, the last one for ever; an empty one is that it knows none. */
    public void tell(String... bodies) {
        runs.addAll(List.of(bodies));
    }

    public List<Received> received() {
        return received;
    }

    private void batch(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = answers.isEmpty() ? 202 : answers.poll();
        if (status == 202) {
            received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void run(HttpExchange exchange) throws IOException {
        String body = runs.size() > 1 ? runs.poll() : runs.peek();
        if (body == null || body.isEmpty()) {
            // It may not say: there is nothing to wait for. Or it has not heard of the run yet.
            exchange.sendResponseHeaders(body == null ? 403 : 404, -1);
        } else {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
