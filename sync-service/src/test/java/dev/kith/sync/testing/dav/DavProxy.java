package dev.kith.sync.testing.dav;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Stands between the provider and a server: writes down what was asked, and can get in the way. */
public final class DavProxy implements AutoCloseable {

    static final Vertx VERTX = Vertx.vertx();

    private static final Set<String> PASSED_ON = Set.of("depth", "content-type", "authorization");
    private static final Set<String> PASSED_BACK =
            Set.of("content-type", "etag", "location", "www-authenticate", "retry-after");

    /** @param authorized whether a password came with it */
    public record Asked(String method, String path, String depth, boolean authorized, String body) {

        public boolean is(String wantedMethod, String text) {
            return method.equals(wantedMethod) && body.contains(text);
        }
    }

    private final DavServer server;
    private final HttpServer http;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile UnaryOperator<String> bodies = UnaryOperator.identity();
    private volatile boolean refusing;
    private volatile boolean down;

    public DavProxy(DavServer server) {
        this.server = server;
        this.http = VERTX.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + http.actualPort() + "/";
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public void forgetAsked() {
        asked.clear();
    }

    /** Changes what is sent to the server. */
    public void rewriting(UnaryOperator<String> change) {
        bodies = change;
    }

    /** Nobody's password is right any more. */
    public void refusePasswords() {
        refusing = true;
    }

    public void goDown() {
        down = true;
    }

    public void reset() {
        bodies = UnaryOperator.identity();
        refusing = false;
        down = false;
        asked.clear();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body.toString(StandardCharsets.UTF_8)));
    }

    private void answer(HttpServerRequest request, String body) {
        String authorization = request.getHeader("Authorization");
        asked.add(new Asked(
                request.method().name(), request.path(), request.getHeader("Depth"), authorization != null, body));
        if (down) {
            request.response().setStatusCode(500).end();
        } else if (refusing || !right(authorization)) {
            request.response()
                    .putHeader("WWW-Authenticate", "Basic realm=\"test\"")
                    .setStatusCode(401)
                    .end();
        } else {
            forward(request, bodies.apply(body));
        }
    }

    /** Some servers behind ask nobody for a password. */
    private static boolean right(String authorization) {
        String pair = DavServer.USER + ":" + DavServer.PASSWORD;
        return ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .equals(authorization);
    }

    private void forward(HttpServerRequest request, String body) {
        Map<String, String> headers = new HashMap<>();
        PASSED_ON.forEach(name -> {
            if (request.getHeader(name) != null) {
                headers.put(name, request.getHeader(name));
            }
        });
        VERTX.executeBlocking(
                        () -> PlainHttp.ask(server.port(), request.method().name(), request.uri(), headers, body),
                        false)
                .onSuccess(answer -> {
                    PASSED_BACK.forEach(name -> {
                        String value = answer.headers().get(name);
                        if (value != null) {
                            request.response()
                                    .putHeader(name, value.replace("http://127.0.0.1:" + server.port() + "/", url()));
                        }
                    });
                    request.response().setStatusCode(answer.status()).end(Buffer.buffer(answer.bytes()));
                })
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    @Override
    public void close() {
        http.close().toCompletionStage().toCompletableFuture().join();
    }
}
