package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a server what changed in a book since a token, or from the beginning.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6578#section-3">RFC 6578, 3</a>
 */
final class SyncCollection {

    private static final int BAD_REQUEST = 400;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int MOST_PAGES = 100_000;

    /** What came of asking. */
    sealed interface Answer {

        /** @param token from which to go on; {@code null} when the server gave none */
        record Told(Map<String, String> listed, Set<String> removed, String token, int depth) implements Answer {}

        /** @param response the one that refused */
        record Refused(SyncRefusal reason, DavResponse response) implements Answer {}
    }

    private final DavClient client;

    SyncCollection(DavClient client) {
        this.client = client;
    }

    /** @param token {@code null} for everything from the beginning */
    Uni<Answer> since(Login login, URI book, String token, int depth) {
        return page(login, book, token, depth, new Gathered(new HashMap<>(), new HashSet<>(), 1));
    }

    /** What the pages told so far. */
    private record Gathered(Map<String, String> listed, Set<String> removed, int pages) {}

    private Uni<Answer> page(Login login, URI book, String token, int depth, Gathered before) {
        String sent = token == null ? "" : token;
        return client.send(login, DavRequest.report(book, depth, DavXml.syncCollection(sent)))
                .chain(response -> {
                    if (response.status() == BAD_REQUEST && depth == 0 && before.pages() == 1) {
                        return page(login, book, token, 1, before);
                    }
                    if (response.status() != DavResponse.MULTI_STATUS && response.status() / 100 != 2) {
                        Set<String> conditions = MultistatusReader.conditions(response.body());
                        SyncRefusal reason = SyncRefusal.of(response.status(), conditions, token != null);
                        return Uni.createFrom().item(new Answer.Refused(reason, response));
                    }
                    DavClient.Read read = DavClient.read(login, response);
                    boolean more = take(read, book, before);
                    String next = read.multistatus().syncToken();
                    if (!more) {
                        return Uni.createFrom().item(new Answer.Told(before.listed(), before.removed(), next, depth));
                    }
                    if (next == null || next.equals(token) || before.pages() == MOST_PAGES) {
                        return Uni.createFrom().failure(new ProviderException(DavFailures.unreadable()));
                    }
                    return page(
                            login,
                            book,
                            next,
                            depth,
                            new Gathered(before.listed(), before.removed(), before.pages() + 1));
                });
    }

    /** Takes what a page says, and tells whether the server has more to say. */
    private static boolean take(DavClient.Read read, URI book, Gathered gathered) {
        boolean more = false;
        for (Multistatus.Entry entry : read.multistatus().entries()) {
            Optional<String> name = memberName(read.address(), entry);
            if (entry.status() == INSUFFICIENT_STORAGE) {
                more = true;
            } else if (name.isEmpty() || Hrefs.sameCollection(name.get(), Hrefs.name(book))) {
                continue;
            } else if (entry.gone()) {
                gathered.listed().remove(name.get());
                gathered.removed().add(name.get());
            } else if (entry.told()) {
                gathered.removed().remove(name.get());
                gathered.listed().put(name.get(), entry.properties().etag());
            }
        }
        return more;
    }

    /** The name of a member; empty for what is no card: collections, and the book itself. */
    static Optional<String> memberName(URI asked, Multistatus.Entry entry) {
        return Hrefs.resolve(asked, entry.href())
                .map(Hrefs::name)
                .filter(name -> !name.endsWith("/") && !Hrefs.sameCollection(name, Hrefs.name(asked)))
                .filter(name -> !entry.properties().resourceTypes().contains("collection"));
    }
}
