package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.card;
import static dev.kith.sync.provider.carddav.ScriptedServers.etag;
import static dev.kith.sync.provider.carddav.ScriptedServers.properties;
import static dev.kith.sync.provider.carddav.ScriptedServers.status;
import static dev.kith.sync.provider.carddav.ScriptedServers.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.testing.dav.Cards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a book is read from servers that do as real ones were seen to do. */
class BookReadingTest extends BookStory {

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
        String cursor = byTag();
        remove("a");
        person("c");
        token = "token-2";
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
}
