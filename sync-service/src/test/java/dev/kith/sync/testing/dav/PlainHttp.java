package dev.kith.sync.testing.dav;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;
import org.apache.http.util.EntityUtils;

/** One request, one connection: Radicale closes each. Waits on the caller's thread. */
final class PlainHttp {

    /** A server that says nothing for so long lost the connection, as PHP's own does now and then. */
    private static final int SILENCE_MILLIS = 20_000;

    private static final int PATIENCE_MILLIS = 120_000;
    /** Asked once more where there was no answer, which a busy server is free to do. */
    private static final Set<String> READS = Set.of("GET", "PROPFIND", "REPORT");

    private static final CloseableHttpClient READER = client(SILENCE_MILLIS);
    private static final CloseableHttpClient WRITER = client(PATIENCE_MILLIS);

    /** @param headers by lower-case name */
    record Answer(int status, Map<String, String> headers, byte[] bytes) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private PlainHttp() {}

    private static CloseableHttpClient client(int silenceMillis) {
        return HttpClients.custom()
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(PATIENCE_MILLIS)
                        .setSocketTimeout(silenceMillis)
                        .setNormalizeUri(false)
                        .build())
                .setMaxConnPerRoute(50)
                .setMaxConnTotal(200)
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    static Answer ask(int port, String method, String path, Map<String, String> headers, String body) {
        boolean reading = READS.contains(method);
        try {
            return attempt(reading ? READER : WRITER, port, method, path, headers, body);
        } catch (IOException first) {
            if (!reading) {
                throw new IllegalStateException(method + " " + path + " had no answer: " + first, first);
            }
        }
        try {
            return attempt(WRITER, port, method, path, headers, body);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " had no answer twice: " + e, e);
        }
    }

    private static Answer attempt(
            CloseableHttpClient client, int port, String method, String path, Map<String, String> headers, String body)
            throws IOException {
        BasicHttpEntityEnclosingRequest request = new BasicHttpEntityEnclosingRequest(method, path);
        headers.forEach(request::setHeader);
        if (body != null && !body.isEmpty()) {
            request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8)));
        }
        return client.execute(new HttpHost("127.0.0.1", port), request, PlainHttp::answer);
    }

    private static Answer answer(HttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getAllHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        byte[] bytes = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Answer(response.getStatusLine().getStatusCode(), headers, bytes);
    }
}
