package dev.kith.sync.provider.carddav;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.SrvRecord;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/**
 * Asks the domain name system.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6764#section-6">RFC 6764, 6</a>
 */
final class DnsServiceRecords implements ServiceRecords {

    private static final String SERVICE = "_carddavs._tcp.";

    private final DnsClient dns;

    DnsServiceRecords(Vertx vertx, DnsClientOptions options) {
        this.dns = vertx.createDnsClient(options);
    }

    @Override
    public Uni<List<URI>> carddavs(String domain) {
        Uni<List<SrvRecord>> servers = Uni.createFrom()
                .completionStage(() -> dns.resolveSRV(SERVICE + domain).toCompletionStage());
        Uni<List<String>> texts = Uni.createFrom()
                .completionStage(() -> dns.resolveTXT(SERVICE + domain).toCompletionStage())
                .onFailure()
                .recoverWithItem(List.of());
        return servers.chain(found -> texts.map(said -> addresses(found, path(said))))
                // Few domains have such records, and many resolvers do not pass them on: they help, nobody needs them.
                .onFailure()
                .recoverWithItem(List.of());
    }

    private static String path(List<String> texts) {
        return texts.stream()
                .filter(text -> text.startsWith("path="))
                .map(text -> text.substring("path=".length()))
                .filter(path -> path.startsWith("/"))
                .findFirst()
                .orElse("");
    }

    private static List<URI> addresses(List<SrvRecord> servers, String path) {
        return servers.stream()
                .sorted(Comparator.comparingInt(SrvRecord::priority)
                        .thenComparing(
                                Comparator.comparingInt(SrvRecord::weight).reversed()))
                .map(server -> address(server, path))
                .toList();
    }

    private static URI address(SrvRecord server, String path) {
        String host = server.target().replaceFirst("\\.$", "");
        String port = server.port() == 443 ? "" : ":" + server.port();
        return URI.create("https://" + host + port + Hrefs.encoded(Hrefs.decoded(path)));
    }
}
