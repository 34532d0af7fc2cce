package dev.kith.sync.testing.dav;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks TLS under a certificate that nobody but itself vouches for. Every request is answered with an empty multistatus. */
public final class SelfSignedServer implements AutoCloseable {

    private static final String STORE_PASSWORD = "changeit";

    private final Path folder;
    private final HttpServer http;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public SelfSignedServer() {
        try {
            folder = Files.createTempDirectory("tls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        makeKeys();
        http = DavProxy.VERTX
                .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys()))
                .requestHandler(request -> {
                    asked.add(request.method().name());
                    request.response().setStatusCode(207).end("<multistatus xmlns='DAV:'/>");
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void makeKeys() {
        DavServer.run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                STORE_PASSWORD);
    }

    private PfxOptions keys() {
        return new PfxOptions().setPath(folder.resolve("keys.p12").toString()).setPassword(STORE_PASSWORD);
    }

    /** How somebody asks who trusts the certificate. */
    public HttpClientOptions trusted() {
        return new HttpClientOptions().setTrustOptions(keys());
    }

    /** @param host the certificate is for 127.0.0.1 only */
    public URI address(String host) {
        return URI.create("https://" + host + ":" + http.actualPort() + "/");
    }

    /** Methods of the requests that came through. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        http.close().toCompletionStage().toCompletableFuture().join();
        DavServer.deleteTree(folder);
    }
}
