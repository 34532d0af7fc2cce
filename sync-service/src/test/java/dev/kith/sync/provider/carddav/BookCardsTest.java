package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.card;
import static dev.kith.sync.provider.carddav.ScriptedServers.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Photo;
import dev.kith.model.SeenContact;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.SourcePage.Overlap;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.testing.dav.Cards;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What becomes of the cards of a book: those that cannot be read, move, become groups, have photos. */
class BookCardsTest extends BookStory {

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
        cards.put("a", Cards.person("urn:uuid:8B574C60-FD7F-4E99-B584-C5DB131AE687:ABPerson", "Given", "a"));
        String cursor = cursor(full());
        cards.put("moved", cards.get("a"));
        remove("a");
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
        cards.put("a", Cards.group("a", "Friends", "X:ABPerson"));
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

        assertThat(full().get(0).groups())
                .singleElement()
                .satisfies(group -> assertThat(group.members()).containsExactly("a"));
    }

    @Test
    void readsACardThatAListingForgotAndListsEverythingOnceMore() {
        List.of("a", "b", "c").forEach(this::person);
        String cursor = byTag();
        cards.put("a", Cards.person("a", "Changed", "a"));
        person("newcomer");
        token = "token-2";
        onListing = asked -> without(Set.of("a", "newcomer"), () -> listing(asked));

        List<SourcePage> wrong = since(cursor);
        onListing = this::listing;
        List<SourcePage> right = since(cursor(wrong));

        assertThat(wrong.get(0).contacts()).singleElement().satisfies(contact -> {
            assertThat(contact.deleted()).isFalse();
            assertThat(contact.firstName()).isEqualTo("Changed");
        });
        assertThat(names(right)).containsExactly("newcomer");
    }

    private Reply without(Set<String> names, Supplier<Reply> reply) {
        Map<String, String> all = Map.copyOf(cards);
        cards.keySet().removeAll(names);
        try {
            return reply.get();
        } finally {
            cards.putAll(all);
        }
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
        assertThat(fixture.valuesLeftOut()).isZero();
    }

    @Test
    void countsWhatElseOfCardsIsKeptNowhere() {
        person("a");
        cards.computeIfPresent(
                "a",
                (name, card) -> card.replace(
                        "END:VCARD", "LOGO;ENCODING=b:iVBORw0KGgo=\r\nNOTE:" + "x".repeat(600_000) + "\r\nEND:VCARD"));

        assertThat(names(full())).containsExactly("a");
        assertThat(fixture.valuesLeftOut()).isEqualTo(2);
        assertThat(fixture.photosLeftOut()).isZero();
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
