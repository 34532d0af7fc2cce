package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.dav.SelfSignedServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets: what servers get to see, and what they may send. */
@Concurrent
class HttpTransportTest {

    private static final int MOST_BYTES = 10_000;
    private static final Duration WAIT = Duration.ofSeconds(60);
    /** A busy machine takes its time for a handshake. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofMillis(500);
    private static final Vertx VERTX = Vertx.vertx();

    private Server home;
    private Server other;

    @BeforeEach
    void start() throws IOException {
        home = new Server();
        other = new Server();
    }

    @AfterEach
    void stop() {
        home.close();
        other.close();
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void showsThePasswordToNoServerThatItIsSentOnTo(int status) {
        home.on("/", exchange -> redirect(exchange, status, other.address("/books/")));
        other.on("/books/", exchange -> redirect(exchange, status, other.address("/again/")));
        other.on("/again/", exchange -> answer(exchange, 207, "<multistatus xmlns='DAV:'/>"));

        DavResponse response = ask(home.address("/"));

        assertThat(response.status()).isEqualTo(207);
        assertThat(home.seen()).extracting(Seen::authorization).containsExactly("Basic YWxpY2U6c2VjcmV0");
        assertThat(other.seen()).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.authorization()).isNull();
            assertThat(seen.everything()).doesNotContain("secret").doesNotContain("YWxpY2U6c2VjcmV0");
        });
    }

    @Test
    void showsItAgainOnceItIsSentBack() {
        home.on("/", exchange -> redirect(exchange, 307, other.address("/")));
        other.on("/", exchange -> redirect(exchange, 307, home.address("/books/")));
        home.on("/books/", exchange -> answer(exchange, 207, "<multistatus xmlns='DAV:'/>"));

        ask(home.address("/"));

        assertThat(home.seen())
                .extracting(Seen::authorization)
                .doesNotContainNull()
                .hasSize(2);
        assertThat(other.seen()).extracting(Seen::authorization).containsOnlyNulls();
    }

    @Test
    void keepsMethodDepthAndBodyThroughARedirect() {
        home.on("/", exchange -> redirect(exchange, 302, home.address("/books/")));
        home.on("/books/", exchange -> answer(exchange, 207, "<multistatus xmlns='DAV:'/>"));

        ask(home.address("/"));

        assertThat(home.seen())
                .extracting(seen -> seen.method() + " " + seen.depth() + " " + seen.body())
                .containsOnly("PROPFIND 0 " + DavXml.STATE);
    }

    @Test
    void givesUpOnAServerThatLeadsOnForEver() {
        home.on("/", exchange -> redirect(exchange, 302, home.address("/")));

        assertThatThrownBy(() -> ask(home.address("/"))).hasMessageContaining("leads on and on");
        assertThat(home.seen()).hasSize(6);
    }

    @Test
    void asksNoPrivateMachineUnlessAllowed() {
        home.on("/", exchange -> answer(exchange, 207, "<multistatus xmlns='DAV:'/>"));

        assertThatThrownBy(() -> new DavClient(transport(), new TargetGuard(false, InetAddress::getAllByName))
                        .send(login(home.address("/")), DavRequest.propfind(home.address("/"), 0, DavXml.STATE))
                        .await()
                        .atMost(WAIT))
                .hasMessageContaining("KITH_CARDDAV_ALLOW_PRIVATE");
        assertThat(home.seen()).isEmpty();
    }

    @Test
    void readsNoAnswerBiggerThanItsBound() {
        home.on("/", exchange -> answer(exchange, 207, "x".repeat(MOST_BYTES + 1)));

        assertThatThrownBy(() -> ask(home.address("/")))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.failure()).isInstanceOf(ProviderFailure.Permanent.class))
                .matches(AnswerTooBigException::causedBy)
                .hasMessageContaining(String.valueOf(MOST_BYTES));
    }

    @Test
    void waitsNoLongerThanItsBoundForAnAnswerThatNeverEnds() {
        home.on("/", exchange -> {
            exchange.sendResponseHeaders(207, 0);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
        });

        assertThatThrownBy(() -> ask(
                        home.address("/"),
                        new HttpTransport(VERTX, new HttpClientOptions(), Clock.systemUTC(), SOON, MOST_BYTES),
                        InetAddress::getAllByName))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.failure()).isInstanceOf(ProviderFailure.Transient.class));
    }

    @Test
    void takesAnAnswerThatBreaksOffForTroubleThatPasses() {
        home.on("/", exchange -> {
            exchange.sendResponseHeaders(207, 500);
            exchange.getResponseBody().write("<multistatus".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("the line is cut");
        });

        assertThatThrownBy(() -> ask(home.address("/")))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.failure()).isInstanceOf(ProviderFailure.Transient.class));
    }

    @Test
    void asksTheMachineThatWasAdmittedWhateverTheNameMeansNow() {
        home.on("/", exchange -> answer(exchange, 207, "<multistatus xmlns='DAV:'/>"));
        URI address = URI.create("http://dav.invalid:" + home.address("/").getPort() + "/");

        assertThat(ask(address, transport(), HttpTransportTest::here).status()).isEqualTo(207);
    }

    @Test
    void sendsNothingToAServerThatNobodyVouchesFor() {
        try (SelfSignedServer server = new SelfSignedServer()) {
            URI address = server.address("127.0.0.1");

            assertThatThrownBy(() -> ask(address))
                    .isInstanceOfSatisfying(ProviderException.class, HttpTransportTest::isRefusedForItsCertificate);
            assertThat(server.asked()).isEmpty();
            assertThat(ask(address, transport(server.trusted()), HttpTransportTest::here)
                            .status())
                    .isEqualTo(207);
        }
    }

    @Test
    void sendsNothingToAServerUnderAnotherOnesCertificate() {
        try (SelfSignedServer server = new SelfSignedServer()) {
            URI address = server.address("dav.invalid");

            assertThatThrownBy(() -> ask(address, transport(server.trusted()), HttpTransportTest::here))
                    .isInstanceOfSatisfying(ProviderException.class, HttpTransportTest::isRefusedForItsCertificate);
            assertThat(server.asked()).isEmpty();
        }
    }

    private static void isRefusedForItsCertificate(ProviderException failure) {
        assertThat(failure.failure()).isInstanceOf(ProviderFailure.TargetRefused.class);
        assertThat(failure).hasMessageContaining("certificate").hasMessageContaining("No password was sent");
    }

    @Test
    void saysThatAServerSpeaksNoTls() {
        NetServer plain = VERTX.createNetServer()
                .connectHandler(
                        socket -> socket.handler(bytes -> socket.end(Buffer.buffer("HTTP/1.1 400 Bad\r\n\r\n"))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThatThrownBy(() -> ask(URI.create("https://127.0.0.1:" + plain.actualPort() + "/")))
                .isInstanceOfSatisfying(ProviderException.class, failure -> {
                    assertThat(failure.failure()).isInstanceOf(ProviderFailure.TargetRefused.class);
                    assertThat(failure).hasMessageContaining("does not speak TLS");
                });
    }

    private static InetAddress[] here(String host) {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private static DavResponse ask(URI address) {
        return ask(address, transport(), InetAddress::getAllByName);
    }

    private static DavResponse ask(URI address, DavTransport transport, TargetGuard.Names names) {
        return new DavClient(transport, new TargetGuard(true, names))
                .send(login(address), DavRequest.propfind(address, 0, DavXml.STATE))
                .await()
                .atMost(WAIT);
    }

    private static Login login(URI address) {
        return new Login(address, "alice", "secret");
    }

    private static HttpTransport transport() {
        return transport(new HttpClientOptions());
    }

    private static HttpTransport transport(HttpClientOptions options) {
        return new HttpTransport(VERTX, options, Clock.systemUTC(), TIMEOUT, MOST_BYTES);
    }

    private static void redirect(HttpExchange exchange, int status, URI to) throws IOException {
        exchange.getResponseHeaders().add("Location", to.toString());
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private record Seen(String method, String authorization, String depth, String body, String everything) {}

    private static final class Server implements AutoCloseable {
        private final HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final Map<String, Answer> answers = new ConcurrentHashMap<>();
        private final List<Seen> seen = new CopyOnWriteArrayList<>();

        Server() throws IOException {
            http.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "scripted server");
                thread.setDaemon(true);
                return thread;
            }));
            http.createContext("/", this::handle);
            http.start();
        }

        private void handle(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Depth"),
                    body,
                    exchange.getRequestURI() + headers.entrySet().toString() + body));
            answers.get(exchange.getRequestURI().getPath()).to(exchange);
        }

        void on(String path, Answer answer) {
            answers.put(path, answer);
        }

        URI address(String path) {
            return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
        }

        List<Seen> seen() {
            return seen;
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
