package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.book;
import static dev.kith.sync.provider.carddav.ScriptedServers.card;
import static dev.kith.sync.provider.carddav.ScriptedServers.etag;
import static dev.kith.sync.provider.carddav.ScriptedServers.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Photo;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.provider.carddav.ScriptedServers.Seen;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.RecordedLinks;
import dev.kith.sync.testing.dav.Cards;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of many photos that a busy server does not give away at once. */
@Concurrent
class UnhadPhotosTest {

    private static final String BOOK = "https://dav.example/b/";
    private static final int MANY = 450;

    private final ScriptedServers servers = new ScriptedServers();
    private final RecordedLinks links = new RecordedLinks();
    private final CardDavContactsProvider provider = new CardDavFixture(BOOK, links)
            .over(servers)
            .names(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")})
            .provider();
    private final Map<String, String> cards = new TreeMap<>();
    private Reply photo = Reply.of(429);

    @BeforeEach
    void openTheBook() {
        for (int i = 0; i < MANY; i++) {
            String name = "c" + i;
            cards.put(
                    name,
                    Cards.person(name, "Given", name)
                            .replace(
                                    "END:VCARD",
                                    "PHOTO;VALUE=uri:https://dav.example/photos/" + name + "\r\nEND:VCARD"));
            servers.on("https://dav.example/photos/" + name, asked -> photo);
        }
        servers.on(BOOK, asked -> {
            if (asked.asks("REPORT", "sync-collection")) {
                return sync(asked);
            }
            return asked.asks("REPORT", "addressbook-multiget") ? multiget(asked) : Reply.multistatus(book("/b/"));
        });
    }

    private Reply sync(Seen asked) {
        List<String> rows = new ArrayList<>(List.of(token("t")));
        if (asked.body().contains("<d:sync-token></d:sync-token>")) {
            cards.keySet().forEach(name -> rows.add(etag("/b/" + name, "1")));
        }
        return Reply.multistatus(rows.toArray(String[]::new));
    }

    private Reply multiget(Seen asked) {
        return Reply.multistatus(cards.entrySet().stream()
                .filter(entry -> asked.body().contains("/b/" + entry.getKey() + "<"))
                .map(entry -> card("/b/" + entry.getKey(), "1", entry.getValue()))
                .toArray(String[]::new));
    }

    private List<SourcePage> run(String cursor) {
        return links.run(provider, CardDavFixture.ACCOUNT, cursor);
    }

    private static String cursor(List<SourcePage> pages) {
        return pages.get(pages.size() - 1).nextCursor();
    }

    private static long shown(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.contacts().stream())
                .map(CanonicalContact::photos)
                .flatMap(List::stream)
                .map(Photo::data)
                .filter(data -> data != null)
                .count();
    }

    @Test
    void bringsAllOfThemOnceTheServerGivesThemAgain() {
        List<SourcePage> pages = run(null);
        for (int busy = 0; busy < 5; busy++) {
            pages = run(cursor(pages));
        }
        photo = Reply.of(200, "GIF89a");

        List<SourcePage> noted = run(cursor(pages));
        List<SourcePage> rest = run(cursor(noted));
        servers.forget();
        List<SourcePage> idle = run(cursor(rest));

        assertThat(shown(noted)).isEqualTo(200);
        assertThat(shown(rest)).isEqualTo(MANY - 200);
        assertThat(shown(idle)).isZero();
        assertThat(servers.seen()).hasSize(1);
    }

    @Test
    void keepsCursorsSmallMeanwhile() {
        List<SourcePage> pages = run(null);

        assertThat(pages)
                .allSatisfy(page -> assertThat(page.last() ? page.nextCursor() : page.nextPageToken())
                        .hasSizeLessThan(20_000));
    }

    @Test
    void isAskedForByEveryWholeListingWhereItWasGivenUp() {
        photo = Reply.of(500);
        run(cursor(run(cursor(run(null)))));
        photo = Reply.of(200, "GIF89a");

        assertThat(shown(run(null))).isEqualTo(MANY);
    }
}
