package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.RetryAfter;
import io.netty.handler.ssl.NotSslRecordException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Over HTTP/1.1: no redirects, no compression, a bounded answer, a bounded wait. */
final class HttpTransport implements DavTransport {

    private static final String USER_AGENT = "kith";
    private static final int CONNECTIONS_PER_SERVER = 4;

    private static final String UNTRUSTED =
            "The server's certificate is not to be trusted: it is self-signed, has expired, or is another server's."
                    + " No password was sent. Give the server a certificate of a public authority for its name, or add"
                    + " its authority to the Java trust store that Kith runs with.";
    private static final String NO_TLS =
            "The server does not speak TLS at this address, so no password was sent. Check the port; a server in a"
                    + " private network may be named with http://.";

    private final Vertx vertx;
    private final HttpClient client;
    private final Clock clock;
    private final Duration timeout;
    private final int maxBytes;

    /** @param options what is not said here, such as whom to trust */
    HttpTransport(Vertx vertx, HttpClientOptions options, Clock clock, Duration timeout, int maxBytes) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions(options)
                .setDecompressionSupported(false)
                .setMaxPoolSize(CONNECTIONS_PER_SERVER)
                .setKeepAliveTimeout(10)
                .setConnectTimeout((int) timeout.toMillis()));
        this.clock = clock;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    @Override
    public Uni<DavResponse> send(DavRequest request, List<InetAddress> machines, Optional<String> authorization) {
        return attempt(request, machines, authorization)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .transform(HttpTransport::unreachable);
    }

    private Uni<DavResponse> attempt(DavRequest request, List<InetAddress> machines, Optional<String> authorization) {
        Uni<DavResponse> asked = Uni.createFrom()
                .completionStage(() -> client.request(options(request.address(), request.method(), machines.get(0)))
                        .compose(opened -> exchange(opened, request, authorization))
                        .toCompletionStage());
        List<InetAddress> others = machines.subList(1, machines.size());
        return others.isEmpty()
                ? asked
                : asked.onFailure(HttpTransport::neverConnected)
                        .recoverWithUni(() -> attempt(request, others, authorization));
    }

    static boolean neverConnected(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof NoRouteToHostException;
    }

    private RequestOptions options(URI address, String method, InetAddress machine) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setServer(SocketAddress.inetSocketAddress(Login.port(address), machine.getHostAddress()))
                .setHost(address.getHost())
                .setPort(Login.port(address))
                .setSsl(address.getScheme().equals("https"))
                .setURI(address.getRawPath() + query)
                .setFollowRedirects(false)
                .setConnectTimeout(timeout.toMillis());
    }

    private Future<DavResponse> exchange(HttpClientRequest opened, DavRequest request, Optional<String> authorization) {
        opened.putHeader(HttpHeaders.USER_AGENT, USER_AGENT);
        authorization.ifPresent(value -> opened.putHeader(HttpHeaders.AUTHORIZATION, value));
        if (request.depth() != null) {
            opened.putHeader("Depth", request.depth());
        }
        opened.idleTimeout(timeout.toMillis());
        Future<HttpClientResponse> sent;
        if (request.body() == null) {
            sent = opened.send();
        } else {
            opened.putHeader(HttpHeaders.CONTENT_TYPE, "application/xml; charset=utf-8");
            sent = opened.send(Buffer.buffer(request.body()));
        }
        int bound = Math.min(maxBytes, request.mostBytes());
        return sent.compose(response -> new BoundedBody(vertx, opened, response, timeout, bound).read())
                .map(body -> answer(request.address(), sent.result(), body));
    }

    private DavResponse answer(URI address, HttpClientResponse response, Buffer body) {
        return new DavResponse(
                response.statusCode(),
                address,
                response.getHeader(HttpHeaders.LOCATION),
                Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER))
                        .flatMap(value -> RetryAfter.parse(value, clock)),
                body.getBytes());
    }

    private static ProviderException unreachable(Throwable failure) {
        if (failure instanceof AnswerTooBigException) {
            return new ProviderException(new ProviderFailure.Permanent(failure.getMessage()), failure);
        }
        if (causedBy(CertificateException.class, failure) || causedBy(CertPathBuilderException.class, failure)) {
            return new ProviderException(new ProviderFailure.TargetRefused(UNTRUSTED), failure);
        }
        if (causedBy(NotSslRecordException.class, failure)) {
            // Its message repeats what the server sent.
            return new ProviderException(new ProviderFailure.TargetRefused(NO_TLS));
        }
        if (failure instanceof SSLException) {
            return new ProviderException(
                    new ProviderFailure.Transient("No secure connection to the server was possible."
                            + " It is tried again; check the server's TLS settings if it stays so."),
                    failure);
        }
        return new ProviderException(
                new ProviderFailure.Transient((failure instanceof ConnectException
                                ? "Nothing answers at the server's address."
                                : "The server could not be reached or broke off.")
                        + " It is asked again; check the address, and that the server runs, if it stays so."),
                failure);
    }

    private static boolean causedBy(Class<? extends Throwable> type, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
