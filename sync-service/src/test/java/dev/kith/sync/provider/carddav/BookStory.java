package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.book;
import static dev.kith.sync.provider.carddav.ScriptedServers.card;
import static dev.kith.sync.provider.carddav.ScriptedServers.etag;
import static dev.kith.sync.provider.carddav.ScriptedServers.properties;
import static dev.kith.sync.provider.carddav.ScriptedServers.token;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.SourcePage.Rejected;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.provider.carddav.ScriptedServers.Seen;
import dev.kith.sync.testing.RecordedLinks;
import dev.kith.sync.testing.dav.Cards;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** A book that scripted servers hold, and somebody who reads it as a run does. */
abstract class BookStory {

    static final String BOOK = "https://dav.example/b/";

    final ScriptedServers servers = new ScriptedServers();
    final RecordedLinks links = new RecordedLinks();
    final CardDavFixture fixture = new CardDavFixture(BOOK, links).over(servers).names(host ->
            new InetAddress[] {InetAddress.getByName("8.8.8.8")});

    /** Cards by name, and the one token the server knows. */
    final Map<String, String> cards = new TreeMap<>();

    String token = "token-1";
    Function<Seen, Reply> onSync = this::sync;
    Function<Seen, Reply> onMultiget = this::multiget;
    Function<Seen, Reply> onListing = this::listing;
    Function<Seen, Reply> onState = asked -> Reply.multistatus(book("/b/"));
    final Set<String> changed = new HashSet<>();

    @BeforeEach
    void openTheBook() {
        servers.on(BOOK, asked -> {
            if (asked.asks("REPORT", "sync-collection")) {
                return onSync.apply(asked);
            }
            if (asked.asks("REPORT", "addressbook-multiget")) {
                return onMultiget.apply(asked);
            }
            return "1".equals(asked.depth()) ? onListing.apply(asked) : onState.apply(asked);
        });
    }

    void person(String name) {
        cards.put(name, Cards.person(name, "Given", name));
        servers.on(BOOK + name, Reply.of(200, cards.get(name)));
    }

    void remove(String name) {
        cards.remove(name);
        servers.on(BOOK + name, Reply.of(404));
    }

    static String etagOf(String card) {
        return "\"" + Integer.toHexString(card.hashCode()) + "\"";
    }

    Reply sync(Seen asked) {
        List<String> rows = new ArrayList<>();
        boolean everything = asked.body().contains("<d:sync-token></d:sync-token>");
        cards.forEach((name, card) -> {
            if (everything || changed.contains(name)) {
                rows.add(etag("/b/" + name, etagOf(card)));
            }
        });
        rows.add(token(token));
        return Reply.multistatus(rows.toArray(String[]::new));
    }

    /** @return the cursor after a first sync with a server that tells no changes, only by its tag that there are some */
    String byTag() {
        onSync = asked -> Reply.of(403, "<d:error xmlns:d=\"DAV:\"><d:supported-report/></d:error>");
        String cursor = cursor(full());
        onState = asked -> Reply.multistatus(tagged());
        return cursor;
    }

    private String tagged() {
        return properties(
                "/b/",
                "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><s:getctag>" + token + "</s:getctag>");
    }

    Reply listing(Seen asked) {
        List<String> rows = new ArrayList<>();
        rows.add(tagged());
        cards.forEach((name, card) -> rows.add(etag("/b/" + name, etagOf(card))));
        return Reply.multistatus(rows.toArray(String[]::new));
    }

    List<String> asked(Seen multiget) {
        return cards.keySet().stream()
                .filter(name -> multiget.body().contains("/b/" + name + "<"))
                .toList();
    }

    Reply multiget(Seen asked) {
        return Reply.multistatus(asked(asked).stream()
                .map(name -> card("/b/" + name, etagOf(cards.get(name)), cards.get(name)))
                .toArray(String[]::new));
    }

    List<SourcePage> full() {
        return since(null);
    }

    List<SourcePage> since(String cursor) {
        return links.run(fixture.provider(), CardDavFixture.ACCOUNT, cursor);
    }

    ProviderFailure failure(Runnable run) {
        try {
            run.run();
        } catch (ProviderException e) {
            return e.failure();
        }
        throw new AssertionError("nothing failed");
    }

    static String cursor(List<SourcePage> pages) {
        return pages.get(pages.size() - 1).nextCursor();
    }

    static List<String> names(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.contacts().stream())
                .map(CanonicalContact::externalId)
                .map(id -> id.substring("/b/".length()))
                .toList();
    }

    long asked(String method, String text) {
        return servers.seen().stream().filter(seen -> seen.asks(method, text)).count();
    }

    static List<String> rejected(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.rejected().stream())
                .map(Rejected::externalId)
                .toList();
    }
}
