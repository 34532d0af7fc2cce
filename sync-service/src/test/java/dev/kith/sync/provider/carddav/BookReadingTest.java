package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.book;
import static dev.kith.sync.provider.carddav.ScriptedServers.card;
import static dev.kith.sync.provider.carddav.ScriptedServers.etag;
import static dev.kith.sync.provider.carddav.ScriptedServers.properties;
import static dev.kith.sync.provider.carddav.ScriptedServers.status;
import static dev.kith.sync.provider.carddav.ScriptedServers.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Photo;
import dev.kith.model.SeenContact;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.SourcePage.Overlap;
import dev.kith.sync.provider.SourcePage.Rejected;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.provider.carddav.ScriptedServers.Seen;
import dev.kith.sync.testing.RecordedLinks;
import dev.kith.sync.testing.dav.Cards;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a book is read from servers that do as real ones were seen to do. */
class BookReadingTest {

    private static final String BOOK = "https://dav.example/b/";

    private final ScriptedServers servers = new ScriptedServers();
    private final RecordedLinks links = new RecordedLinks();
    private final CardDavFixture fixture = new CardDavFixture(BOOK, links)
            .over(servers)
            .names(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")});

    /** Cards by name, and the one token the server knows. */
    private final Map<String, String> cards = new TreeMap<>();

    private String token = "token-1";
    private Function<Seen, Reply> onSync = this::sync;
    private Function<Seen, Reply> onMultiget = this::multiget;
    private Function<Seen, Reply> onListing = this::listing;
    private final Set<String> changed = new HashSet<>();

    @BeforeEach
    void openTheBook() {
        servers.on(BOOK, asked -> {
            if (asked.asks("REPORT", "sync-collection")) {
                return onSync.apply(asked);
            }
            if (asked.asks("REPORT", "addressbook-multiget")) {
                return onMultiget.apply(asked);
            }
            return "1".equals(asked.depth()) ? onListing.apply(asked) : Reply.multistatus(book("/b/"));
        });
    }

    private void person(String name) {
        cards.put(name, Cards.person(name, "Given", name));
        servers.on(BOOK + name, Reply.of(200, cards.get(name)));
    }

    private static String etagOf(String card) {
        return "\"" + Integer.toHexString(card.hashCode()) + "\"";
    }

    private Reply sync(Seen asked) {
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

    private Reply listing(Seen asked) {
        List<String> rows = new ArrayList<>();
        rows.add(properties(
                "/b/",
                "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><s:getctag>" + token
                        + "</s:getctag>"));
        cards.forEach((name, card) -> rows.add(etag("/b/" + name, etagOf(card))));
        return Reply.multistatus(rows.toArray(String[]::new));
    }

    private List<String> asked(Seen multiget) {
        return cards.keySet().stream()
                .filter(name -> multiget.body().contains("/b/" + name + "<"))
                .toList();
    }

    private Reply multiget(Seen asked) {
        return Reply.multistatus(asked(asked).stream()
                .map(name -> card("/b/" + name, etagOf(cards.get(name)), cards.get(name)))
                .toArray(String[]::new));
    }

    private List<SourcePage> full() {
        List<SourcePage> pages = new ArrayList<>();
        String at = null;
        do {
            SourcePage page = fixture.provider()
                    .fullSync(CardDavFixture.ACCOUNT, at)
                    .await()
                    .indefinitely();
            links.apply(page);
            pages.add(page);
            at = page.nextPageToken();
        } while (at != null);
        return pages;
    }

    private List<SourcePage> since(String cursor) {
        List<SourcePage> pages = new ArrayList<>();
        String at = null;
        do {
            SourcePage page = fixture.provider()
                    .incrementalSync(CardDavFixture.ACCOUNT, cursor, at)
                    .await()
                    .indefinitely();
            links.apply(page);
            pages.add(page);
            at = page.nextPageToken();
        } while (at != null);
        return pages;
    }

    private ProviderFailure failure(Runnable run) {
        try {
            run.run();
        } catch (ProviderException e) {
            return e.failure();
        }
        throw new AssertionError("nothing failed");
    }

    private static String cursor(List<SourcePage> pages) {
        return pages.get(pages.size() - 1).nextCursor();
    }

    private static List<String> names(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.contacts().stream())
                .map(CanonicalContact::externalId)
                .map(id -> id.substring("/b/".length()))
                .toList();
    }

    private long asked(String method, String text) {
        return servers.seen().stream().filter(seen -> seen.asks(method, text)).count();
    }

    @Test
    void neverAsksForALimit() {
        person("a");
        since(cursor(full()));

        assertThat(asked("REPORT", "sync-collection")).isPositive();
        assertThat(servers.seen())
                .noneMatch(seen -> seen.body() != null && seen.body().contains("limit"));
    }

    @Test
    void costsOneRequestWhenNothingChanged() {
        person("a");
        String cursor = cursor(full());
        servers.forget();

        List<SourcePage> pages = since(cursor);

        assertThat(pages).hasSize(1);
        assertThat(servers.seen()).hasSize(1);
    }

    @Test
    void drainsWhatTheServerTellsInPages() {
        person("a");
        person("b");
        person("c");
        Map<String, Reply> pages = Map.of(
                "<d:sync-token></d:sync-token>",
                Reply.multistatus(etag("/b/a", "1"), status("/b/", 507), token("p1")),
                "<d:sync-token>p1<",
                Reply.multistatus(etag("/b/b", "1"), status("/b/", 507), token("p2")),
                "<d:sync-token>p2<",
                Reply.multistatus(etag("/b/c", "1"), token("p3")));
        onSync = asked -> pages.entrySet().stream()
                .filter(page -> asked.body().contains(page.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Reply.multistatus(token("p3")));

        String cursor = cursor(full());

        assertThat(links.size()).isEqualTo(3);
        assertThat(names(since(cursor))).isEmpty();
        assertThat(servers.seen()).anyMatch(seen -> seen.asks("REPORT", "<d:sync-token>p3<"));
    }

    @Test
    void believesNoPageThatRepeatsItself() {
        person("a");
        onSync = asked -> Reply.multistatus(etag("/b/a", "1"), status("/b/", 507), token("p1"));

        assertThat(failure(this::full)).isInstanceOf(ProviderFailure.Malformed.class);
    }

    @Test
    void keepsTheOldTokenWhereTheServerGivesNone() {
        person("a");
        String cursor = cursor(full());
        onSync = asked -> Reply.multistatus();

        String next = cursor(since(cursor));
        onSync = this::sync;
        since(next);

        assertThat(asked("REPORT", "<d:sync-token>token-1<")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 409, 410, 412, 415})
    void takesARefusedTokenForDead(int refusal) {
        person("a");
        String cursor = cursor(full());
        onSync = asked -> Reply.of(refusal);

        assertThat(failure(() -> since(cursor))).isInstanceOf(ProviderFailure.CursorExpired.class);
    }

    @Test
    void takesATokenForDeadThatTheServerFailsAtTwiceAndAtNothingElse() {
        person("a");
        String cursor = cursor(full());
        onSync = asked -> Reply.of(500, "Server got itself in trouble");

        assertThat(failure(() -> since(cursor))).isInstanceOf(ProviderFailure.CursorExpired.class);
    }

    @Test
    void takesAFailingServerForAFailingServer() {
        person("a");
        String cursor = cursor(full());
        servers.on(BOOK, Reply.of(500));

        assertThat(failure(() -> since(cursor))).isInstanceOf(ProviderFailure.Transient.class);
    }

    @Test
    void goesOnAfterOneFailure() {
        person("a");
        String cursor = cursor(full());
        List<Reply> once = new ArrayList<>(List.of(Reply.of(500)));
        onSync = asked -> once.isEmpty() ? sync(asked) : once.remove(0);

        assertThat(names(since(cursor))).isEmpty();
    }

    @Test
    void comparesListingsWhereTheServerTellsNoChanges() {
        person("a");
        person("b");
        onSync = asked -> Reply.of(403, "<d:error xmlns:d=\"DAV:\"><d:supported-report/></d:error>");
        String cursor = cursor(full());
        cards.remove("a");
        person("c");
        token = "token-2";
        // The state alone, then the listing.
        servers.on(
                BOOK,
                asked -> asked.asks("REPORT", "multiget")
                        ? multiget(asked)
                        : "1".equals(asked.depth())
                                ? listing(asked)
                                : Reply.multistatus(properties("/b/", "<s:getctag>" + token + "</s:getctag>")));
        servers.forget();

        List<SourcePage> pages = since(cursor);

        assertThat(names(pages)).containsExactlyInAnyOrder("c", "a");
        assertThat(pages.get(0).contacts())
                .filteredOn(CanonicalContact::deleted)
                .hasSize(1);
        servers.forget();
        assertThat(since(cursor(pages))).hasSize(1);
        assertThat(servers.seen()).hasSize(1);
    }

    @Test
    void asksWithTheOtherDepthWhereTheFirstIsRefusedAndRemembersIt() {
        person("a");
        onSync = asked -> "0".equals(asked.depth()) ? Reply.of(400) : sync(asked);
        String cursor = cursor(full());
        servers.forget();

        since(cursor);

        assertThat(servers.seen()).hasSize(1);
        assertThat(links.size()).isEqualTo(1);
    }

    @Test
    void readsGoogleAsGoogleWantsToBeRead() {
        person("a");
        fixture.quirks(server -> ServerQuirks.GOOGLE);
        onSync = asked -> asked.body().contains("<d:sync-token></d:sync-token>")
                ? Reply.of(400)
                : "1".equals(asked.depth()) ? sync(asked) : Reply.multistatus(token(token));
        onListing = asked -> Reply.multistatus(
                properties("/b/", "<d:sync-token>" + token + "</d:sync-token>"), etag("/b/a", etagOf(cards.get("a"))));
        String cursor = cursor(full());
        cards.put("a", Cards.person("a", "Changed", "a"));
        changed.add("a");

        assertThat(since(cursor).get(0).contacts())
                .extracting(CanonicalContact::firstName)
                .containsExactly("Changed");
    }

    @Test
    void looksPastTheBookItselfAndWhatIsNoCard() {
        person("a");
        onSync = asked -> Reply.multistatus(
                etag("/b/", "1"),
                etag("/b", "1"),
                etag("/b/folder/", "1"),
                status("/b/never-known", 404),
                status("/b/not-allowed", 405),
                status("/b/forbidden", 403),
                etag("/b/a", "1"),
                token("t"));

        assertThat(names(full())).containsExactly("a");
    }

    @Test
    void asksForLessWhenTheServerCannotGiveSoMuch() {
        for (int i = 0; i < 120; i++) {
            person("c" + i);
        }
        onMultiget = asked -> asked(asked).size() > 20 ? Reply.of(507) : multiget(asked);

        assertThat(names(full())).hasSize(120);
        assertThat(asked("GET", "")).isZero();
    }

    @Test
    void asksSinglyForCardsThatTheServerLeavesOut() {
        person("a");
        person("left-out");
        person("deleted-meanwhile");
        servers.on(BOOK + "deleted-meanwhile", Reply.of(404));
        onMultiget = asked -> Reply.multistatus(card("/b/a", "1", cards.get("a")));

        assertThat(names(full())).containsExactlyInAnyOrder("a", "left-out");
    }

    @Test
    void losesOneCardToAServerThatFailsAtIt() {
        for (int i = 0; i < 30; i++) {
            person("c" + i);
        }
        person("poison");
        servers.on(BOOK + "poison", Reply.of(500));
        onMultiget = asked -> asked(asked).contains("poison") ? Reply.of(500) : multiget(asked);

        List<SourcePage> first = full();
        List<SourcePage> second = since(cursor(first));
        List<SourcePage> third = since(cursor(second));

        assertThat(names(first)).hasSize(30).doesNotContain("poison");
        assertThat(rejected(first)).isEmpty();
        assertThat(rejected(second)).isEmpty();
        assertThat(rejected(third)).containsExactly("/b/poison");
        assertThat(names(since(cursor(third)))).isEmpty();
    }

    private static List<String> rejected(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.rejected().stream())
                .map(Rejected::externalId)
                .toList();
    }

    @Test
    void getsACardByItselfWhenItSpoilsTheAnswer() {
        person("a");
        person("spoilt");
        onMultiget = asked -> asked(asked).contains("spoilt")
                ? Reply.of(207, "<d:multistatus xmlns:d=\"DAV:\"><d:response>&nbsp;")
                : multiget(asked);

        assertThat(names(full())).containsExactlyInAnyOrder("a", "spoilt");
    }

    @Test
    void keepsWhatIsThereButCannotBeRead() {
        person("a");
        full();
        cards.put("a", "BEGIN:VLIST\r\nEND:VLIST\r\n");
        person("b");

        List<SourcePage> pages = full();

        assertThat(rejected(pages)).containsExactly("/b/a");
        assertThat(pages.get(0).seen()).containsExactly(new SeenContact("/b/a", null));
        assertThat(pages.get(0).rejected().get(0).message()).doesNotContain("VLIST");
        assertThat(names(pages)).containsExactly("b");
    }

    @Test
    void downloadsNothingThatIsKnown() {
        for (int i = 0; i < 50; i++) {
            person("c" + i);
        }
        full();
        token = "token-2";
        servers.forget();

        List<SourcePage> pages = full();

        assertThat(names(pages)).isEmpty();
        assertThat(pages.get(0).seen()).hasSize(50);
        assertThat(asked("REPORT", "multiget") + asked("GET", "")).isZero();
    }

    @Test
    void readsAgainWhatHasToBeDecidedAgain() {
        person("a");
        full();
        links.distrustEtags();

        assertThat(names(full())).containsExactly("a");
    }

    @Test
    void tellsHowMuchOfWhatWasKnownIsStillListed() {
        person("a");
        person("b");
        person("c");
        full();
        cards.clear();
        person("c");
        person("z");

        assertThat(full().get(0).overlap()).isEqualTo(new Overlap(3, 1));
    }

    @Test
    void knowsAContactThatMovedByItsUid() {
        person("a");
        String cursor = cursor(full());
        String card = cards.remove("a");
        cards.put("moved", card);
        servers.on(BOOK + "a", Reply.of(404));
        changed.add("moved");

        List<SourcePage> pages = since(cursor);

        assertThat(pages.get(0).contacts()).singleElement().satisfies(contact -> {
            assertThat(contact.externalId()).isEqualTo("/b/moved");
            assertThat(contact.aliases()).containsExactly("/b/a");
        });
    }

    @Test
    void takesACopyForSomebodyNew() {
        person("a");
        String cursor = cursor(full());
        cards.put("copy", cards.get("a"));
        changed.add("copy");

        assertThat(since(cursor).get(0).contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.aliases()).isEmpty());
    }

    @Test
    void turnsAContactIntoAGroupAndBack() {
        person("a");
        String cursor = cursor(full());
        cards.put("a", Cards.group("a", "Friends", "X"));
        changed.add("a");

        List<SourcePage> group = since(cursor);
        cards.put("a", Cards.person("a", "Given", "a"));
        List<SourcePage> back = since(cursor(group));

        assertThat(group.get(0).groups())
                .singleElement()
                .satisfies(told -> assertThat(told.members()).containsExactly("x"));
        assertThat(group.get(0).contacts()).singleElement().matches(CanonicalContact::deleted);
        assertThat(back.get(0).groups()).singleElement().matches(CanonicalGroup::deleted);
        assertThat(back.get(0).contacts()).singleElement().matches(contact -> !contact.deleted());
    }

    @Test
    void confirmsAsGoneWhatBecameAGroup() {
        person("a");
        full();
        cards.put("a", Cards.group("a", "Friends"));
        full();

        Set<String> gone = fixture.provider()
                .confirmDeleted(CardDavFixture.ACCOUNT, Set.of("/b/a"))
                .await()
                .indefinitely();

        assertThat(gone).containsExactly("/b/a");
    }

    @Test
    void takesNoLabelOffForAGroupThatAListingForgot() {
        cards.put("g", Cards.group("g", "Friends", "a"));
        full();
        onSync = asked -> Reply.multistatus(token("t"));

        assertThat(full().get(0).groups()).isEmpty();
    }

    @Test
    void tellsThatAGroupIsGone() {
        cards.put("g", Cards.group("g", "Friends", "a"));
        full();
        cards.clear();

        assertThat(full().get(0).groups()).singleElement().matches(CanonicalGroup::deleted);
    }

    @Test
    void waitsAsLongAsABusyServerAsks() {
        person("a");
        String cursor = cursor(full());
        servers.on(BOOK, new Reply(503, null, Optional.of(Duration.ofSeconds(77)), ""));

        assertThat(failure(() -> since(cursor)))
                .isInstanceOfSatisfying(
                        ProviderFailure.RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).hasSeconds(77));
    }

    @Test
    void readsNothingFromALoginPage() {
        person("a");
        String cursor = cursor(full());
        servers.on(BOOK, Reply.of(200, "<html>Room number?</html>"));

        assertThat(failure(() -> since(cursor))).isInstanceOf(ProviderFailure.Malformed.class);
        assertThat(failure(this::full)).isInstanceOf(ProviderFailure.Permanent.class);
    }

    @Test
    void listsEverythingAgainWhenTheAddressChanged() {
        person("a");
        String cursor = cursor(full());
        CardDavContactsProvider elsewhere = new CardDavFixture("https://new.example/b/", links)
                .over(servers)
                .names(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")})
                .provider();

        assertThat(failure(() -> elsewhere
                        .incrementalSync(CardDavFixture.ACCOUNT, cursor, null)
                        .await()
                        .indefinitely()))
                .isInstanceOf(ProviderFailure.CursorExpired.class);
        assertThat(servers.seen()).noneMatch(seen -> seen.address().getHost().equals("new.example"));
    }

    private void photo(String name, Reply reply) {
        person(name);
        cards.computeIfPresent(
                name,
                (key, card) -> card.replace(
                        "END:VCARD", "PHOTO;VALUE=uri:https://dav.example/photos/" + name + "\r\nEND:VCARD"));
        servers.on("https://dav.example/photos/" + name, reply);
    }

    private static List<Photo> photos(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.contacts().stream())
                .flatMap(contact -> contact.photos().stream())
                .toList();
    }

    @Test
    void asksAgainForAPhotoThatCouldNotBeHad() {
        photo("a", Reply.of(500));
        List<SourcePage> first = full();
        servers.on("https://dav.example/photos/a", Reply.of(200, "GIF89a"));

        List<SourcePage> second = since(cursor(first));

        assertThat(names(first)).containsExactly("a");
        assertThat(photos(first)).extracting(Photo::data).containsOnlyNulls();
        assertThat(photos(second)).extracting(Photo::data).doesNotContainNull().hasSize(1);
        assertThat(names(since(cursor(second)))).isEmpty();
    }

    @Test
    void doesWithoutAPhotoThatIsNeverThere() {
        photo("a", Reply.of(500));

        List<SourcePage> third = since(cursor(since(cursor(full()))));
        servers.forget();

        assertThat(names(since(cursor(third)))).isEmpty();
        assertThat(servers.seen()).hasSize(1);
    }

    @Test
    void countsPhotosThatAreLeftOut() {
        photo("a", Reply.of(404));
        person("b");
        cards.computeIfPresent(
                "b",
                (name, card) -> card.replace(
                        "END:VCARD", "PHOTO;ENCODING=b;TYPE=JPEG:" + "/9j/".repeat(100_000) + "\r\nEND:VCARD"));

        assertThat(photos(full())).isEmpty();
        assertThat(fixture.photosLeftOut()).isEqualTo(2);
    }

    @Test
    void stopsAPageOfBigPhotosEarly() {
        for (int i = 0; i < 30; i++) {
            photo("c" + i, Reply.of(200, "GIF89a" + "x".repeat(250_000)));
        }

        List<SourcePage> pages = full();

        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(names(pages)).hasSize(30).doesNotHaveDuplicates();
        assertThat(photos(pages)).hasSize(30).allMatch(photo -> photo.data() != null);
    }

    @Test
    void stopsAPageOfBigCardsEarly() {
        for (int i = 0; i < 60; i++) {
            person("c" + i);
            cards.computeIfPresent(
                    "c" + i,
                    (name, card) -> card.replace("END:VCARD", "NOTE:" + "x".repeat(100_000) + "\r\nEND:VCARD"));
        }

        List<SourcePage> pages = full();

        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(names(pages)).hasSize(60).doesNotHaveDuplicates();
    }
}
