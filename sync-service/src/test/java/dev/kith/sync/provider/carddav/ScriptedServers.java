package dev.kith.sync.provider.carddav;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Servers that exist only as answers, whatever their names. What was asked is written down. */
final class ScriptedServers implements DavTransport {

    /** A request as it arrived. */
    record Seen(String method, URI address, String depth, String body, boolean authorized) {

        boolean asks(String wantedMethod, String text) {
            return method.equals(wantedMethod) && body != null && body.contains(text);
        }
    }

    /** An answer to be. */
    record Reply(int status, String location, Optional<Duration> retryAfter, String body) {

        static Reply of(int status) {
            return new Reply(status, null, Optional.empty(), "");
        }

        static Reply of(int status, String body) {
            return new Reply(status, null, Optional.empty(), body);
        }

        static Reply to(int status, String location) {
            return new Reply(status, location, Optional.empty(), "");
        }

        static Reply multistatus(String... responses) {
            return of(
                    207,
                    "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\""
                            + " xmlns:s=\"http://calendarserver.org/ns/\">" + String.join("", responses)
                            + "</d:multistatus>");
        }
    }

    private final Map<String, Function<Seen, Reply>> resources = new LinkedHashMap<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    /** Answers for an address; what has no answer is not found. */
    ScriptedServers on(String address, Function<Seen, Reply> answer) {
        resources.put(address, answer);
        return this;
    }

    ScriptedServers on(String address, Reply answer) {
        return on(address, asked -> answer);
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    void forget() {
        seen.clear();
    }

    static String properties(String href, String properties) {
        return "<d:response><d:href>" + href + "</d:href><d:propstat><d:prop>" + properties
                + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
    }

    static String status(String href, int status) {
        return "<d:response><d:href>" + href + "</d:href><d:status>HTTP/1.1 " + status + " X</d:status></d:response>";
    }

    static String etag(String href, String etag) {
        return properties(href, "<d:getetag>" + etag + "</d:getetag>");
    }

    static String card(String href, String etag, String card) {
        return properties(
                href, "<d:getetag>" + etag + "</d:getetag><c:address-data><![CDATA[" + card + "]]></c:address-data>");
    }

    static String token(String token) {
        return "<d:sync-token>" + token + "</d:sync-token>";
    }

    /** A book that answers sync-collection. */
    static String book(String href) {
        return properties(
                href,
                "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><d:displayname>Contacts</d:displayname>"
                        + "<d:supported-report-set><d:supported-report><d:report><d:sync-collection/></d:report>"
                        + "</d:supported-report></d:supported-report-set>");
    }

    @Override
    public Uni<DavResponse> send(DavRequest request, List<InetAddress> machines, Optional<String> authorization) {
        Seen asked = new Seen(
                request.method(), request.address(), request.depth(), request.body(), authorization.isPresent());
        seen.add(asked);
        Reply reply = resources
                .getOrDefault(request.address().toString(), any -> Reply.of(404))
                .apply(asked);
        return Uni.createFrom()
                .item(new DavResponse(
                        reply.status(),
                        request.address(),
                        reply.location(),
                        reply.retryAfter(),
                        reply.body().getBytes(StandardCharsets.UTF_8)));
    }
}
