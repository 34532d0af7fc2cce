package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Answers as Google's People API and its authorisation server do, from memory, on the loopback interface.
 *
 * @see <a href="https://developers.google.com/people/api/rest">People API</a>
 */
public final class GoogleStandIn implements AutoCloseable {

    private static final long STALL_SECONDS = 600;
    private static final List<String> LISTS = List.of("/connections", "/otherContacts");
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(10);

    static {
        // Else the JDK's server holds every answer on a kept connection back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

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
        admin = new AdminApi(new StandInControl(state));
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "google-stand-in");
            thread.setDaemon(true);
            return thread;
        });
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
        executor.execute(store::keepSaving);
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
        store.saveIfChanged();
    }

    private void handle(HttpExchange http) throws IOException {
        boolean isAdmin = http.getRequestURI().getPath().startsWith(AdminApi.ROOT);
        Exchange exchange;
        try {
            exchange = new Exchange(http, isAdmin ? request -> {} : state::record);
        } catch (IllegalArgumentException e) {
            http.sendResponseHeaders(400, -1);
            http.close();
            return;
        }
        try {
            if (isAdmin) {
                admin.handle(exchange);
            } else {
                answer(exchange);
            }
        } catch (GoogleError e) {
            exchange.send(e.code(), e.body(), e.headers());
        } finally {
            exchange.close();
        }
    }

    private void answer(Exchange exchange) throws IOException {
        Fault.Kind fault = state.strike(exchange.path());
        if (fault != null && strike(exchange, fault)) {
            return;
        }
        switch (exchange.path()) {
            case "/token" -> token(exchange);
            case "/revoke" -> revoke(exchange);
            case "/o/oauth2/v2/auth" -> authorize(exchange);
            default -> people(exchange, fault);
        }
    }

    /** Does what goes wrong instead of an answer; false when the answer itself is what goes wrong. */
    private boolean strike(Exchange exchange, Fault.Kind kind) throws IOException {
        switch (kind) {
            case UNAUTHORIZED -> throw GoogleError.unauthenticated();
            case SCOPE_MISSING ->
                throw GoogleError.insufficientScope(Tokens.CONTACTS, "google.people.v1.PeopleService");
            case LEGACY_QUOTA -> throw GoogleError.legacyQuota();
            case RATE_LIMITED ->
                throw GoogleError.rateLimited(Quota.CONTACT_READS, state.switches.retryAfter(state.clock.instant()));
            case INTERNAL -> throw GoogleError.of(500, "INTERNAL", "Internal error encountered.");
            case UNAVAILABLE -> throw GoogleError.of(503, "UNAVAILABLE", "The service is currently unavailable.");
            case EXPIRED_SYNC_TOKEN -> throw GoogleError.expiredSyncToken(state.switches);
            case INVALID_ARGUMENT -> throw GoogleError.invalidArgument();
            case HTML_BAD_GATEWAY -> exchange.sendHtml(502, "<html><title>Error 502 (Server Error)!!1</title></html>");
            case STALL -> Exchange.pause(TimeUnit.SECONDS.toNanos(STALL_SECONDS));
            case RESET -> exchange.close();
            case TRUNCATED, STALLED_BODY, HALF_BODY, SLOW_BODY -> {
                return false;
            }
        }
        return true;
    }

    private void token(Exchange exchange) throws IOException {
        Map<String, String> form = exchange.form();
        Exchange.pause(TimeUnit.MILLISECONDS.toNanos(state.switches.tokenEndpointDelayMillis));
        OAuth.Answer answer;
        synchronized (state) {
            answer = state.oauth.token(form);
            state.changed();
        }
        exchange.send(answer.status(), answer.body(), Map.of());
    }

    private void revoke(Exchange exchange) throws IOException {
        String token = exchange.form().getOrDefault("token", exchange.query().getOrDefault("token", ""));
        OAuth.Answer answer;
        synchronized (state) {
            answer = state.oauth.revoke(token);
            state.changed();
        }
        exchange.send(answer.status(), answer.body(), Map.of());
    }

    private void authorize(Exchange exchange) throws IOException {
        String target;
        synchronized (state) {
            String first = state.accounts.keySet().stream().findFirst().orElse(null);
            target = state.oauth.authorize(exchange.query(), first);
        }
        exchange.redirect(target);
    }

    private void people(Exchange exchange, Fault.Kind fault) throws IOException {
        String authorization = exchange.header("Authorization");
        ObjectNode answer = people.answer(
                exchange.path(),
                exchange.query(),
                authorization.isEmpty() ? null : authorization,
                exchange.header("Accept-Language"));
        delay(answer, LISTS.stream().anyMatch(exchange.path()::endsWith));
        if (fault == null) {
            exchange.send(200, answer, Map.of());
        } else if (fault == Fault.Kind.TRUNCATED) {
            exchange.sendTruncated(answer);
        } else if (fault == Fault.Kind.STALLED_BODY) {
            exchange.sendTruncated(answer);
            Exchange.pause(TimeUnit.SECONDS.toNanos(STALL_SECONDS));
        } else if (fault == Fault.Kind.HALF_BODY) {
            exchange.sendHalf(answer);
        } else {
            exchange.sendSlowly(answer, state.switches.slowBodyMillis);
        }
    }

    private void delay(ObjectNode answer, boolean isList) {
        long items =
                answer.path("connections").size() + answer.path("otherContacts").size();
        Exchange.pause(TimeUnit.MILLISECONDS.toNanos(state.switches.pageMillis)
                + TimeUnit.MICROSECONDS.toNanos(items * state.switches.itemMicros));
        while (state.switches.pagesHeld && isList && !Thread.currentThread().isInterrupted()) {
            Exchange.pause(LOOK_AGAIN);
        }
    }
}
