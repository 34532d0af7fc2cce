package dev.kith.sandbox.carddav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An address book server for any number of people, each with a password and one book, from memory, on the loopback interface.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6352">RFC 6352, CardDAV</a>
 */
public final class CardDavStandIn implements AutoCloseable {

    private static final int MULTI_STATUS = 207;
    private static final long STALL_SECONDS = 600;

    /** Somebody who has a book here. */
    private static final class Owner {
        final AddressBook book = new AddressBook();
        final Queue<DavFault> faults = new ConcurrentLinkedQueue<>();
        volatile String password;
        volatile boolean emptied;
    }

    private final Map<String, Owner> owners = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "carddav-stand-in");
        thread.setDaemon(true);
        return thread;
    });

    private CardDavStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public static CardDavStandIn start() {
        try {
            return new CardDavStandIn();
        } catch (IOException e) {
            throw new UncheckedIOException("the address book server could not listen", e);
        }
    }

    /** What somebody enters to connect. */
    public String url(String user) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + home(user);
    }

    private static String home(String user) {
        return "/dav/" + user + "/";
    }

    /** The path of a card, which names it to whoever syncs. */
    public static String path(String user, String card) {
        return home(user) + "book/" + card;
    }

    /** Opens an empty book, or changes the password of one. */
    public void open(String user, String password) {
        owners.computeIfAbsent(user, unused -> new Owner()).password = password;
    }

    public void put(String user, String card, String text) {
        owner(user).book.put(card, text);
    }

    public void delete(String user, String card) {
        owner(user).book.delete(card);
    }

    public void forgetTokens(String user) {
        owner(user).book.forgetTokens();
    }

    /** Whether listings of the whole book show nothing, though every card is there. */
    public void empty(String user, boolean emptied) {
        owner(user).emptied = emptied;
    }

    /** The person's next requests meet these, one after the other. */
    public void fault(String user, DavFault fault) {
        owner(user).faults.add(fault);
    }

    public void clearFaults() {
        owners.values().forEach(owner -> owner.faults.clear());
    }

    private Owner owner(String user) {
        return owners.get(user);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String user = user(exchange);
            if (user == null) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"books\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            Owner owner = owner(user);
            Answer answer = new BookAnswers(user, owner.book, owner.emptied)
                    .to(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestHeaders().getFirst("Depth"),
                            body);
            DavFault fault = owner.faults.poll();
            if (fault == null) {
                send(exchange, answer, 1);
            } else {
                strike(exchange, fault, answer);
            }
        }
    }

    /** An answer's status and body. */
    record Answer(int status, String body) {

        static Answer of(DavXml xml) {
            return new Answer(MULTI_STATUS, xml.end());
        }
    }

    private String user(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return owners.entrySet().stream()
                .filter(owner ->
                        basic(owner.getKey(), owner.getValue().password).equals(authorization))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static void strike(HttpExchange exchange, DavFault fault, Answer answer) throws IOException {
        switch (fault) {
            case RATE_LIMITED -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            }
            case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
            case INTERNAL -> exchange.sendResponseHeaders(500, -1);
            case LOGIN_PAGE -> send(exchange, new Answer(200, "<html><title>Welcome to the hotel</title></html>"), 1);
            // Closed without an answer.
            case RESET -> {}
            case TRUNCATED -> send(exchange, answer, 2);
            case HALF_BODY ->
                send(
                        exchange,
                        new Answer(
                                answer.status(),
                                answer.body().substring(0, answer.body().length() / 2)),
                        1);
            case STALL -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STALL_SECONDS));
        }
    }

    /** @param share which part of what was announced is sent */
    private static void send(HttpExchange exchange, Answer answer, int share) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body, 0, body.length / share);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
