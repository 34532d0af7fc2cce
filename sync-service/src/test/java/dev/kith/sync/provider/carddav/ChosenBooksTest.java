package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.book;
import static dev.kith.sync.provider.carddav.ScriptedServers.card;
import static dev.kith.sync.provider.carddav.ScriptedServers.etag;
import static dev.kith.sync.provider.carddav.ScriptedServers.properties;
import static dev.kith.sync.provider.carddav.ScriptedServers.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.testing.RecordedLinks;
import dev.kith.sync.testing.dav.Cards;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which books are read is the owner's to say, and to say anew. */
class ChosenBooksTest {

    private static final String HOME = "https://dav.example/home/";

    private final ScriptedServers servers = new ScriptedServers();
    private final RecordedLinks links = new RecordedLinks();
    private final CardDavContactsProvider provider = new CardDavFixture(HOME, links)
            .over(servers)
            .names(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")})
            .provider();

    @BeforeEach
    void openTheBooks() {
        servers.on(
                HOME,
                Reply.multistatus(
                        properties("/home/", "<d:resourcetype><d:collection/></d:resourcetype>"),
                        book("/home/main/"),
                        book("/home/work/")));
        openBook("main");
        openBook("work");
    }

    private void openBook(String name) {
        String path = "/home/" + name + "/" + name;
        servers.on(
                HOME + name + "/",
                asked -> asked.asks("REPORT", "addressbook-multiget")
                        ? Reply.multistatus(card(path, "1", Cards.person(name, "Given", name)))
                        : asked.body().contains("<d:sync-token></d:sync-token>")
                                ? Reply.multistatus(etag(path, "1"), token("t"))
                                : Reply.multistatus(token("t")));
    }

    private static SourceAccount choosing(String book) {
        SourceAccount any = CardDavFixture.ACCOUNT;
        return new SourceAccount(
                any.id(), any.provider(), any.accountId(), any.region(), null, Map.of("books", "[\"" + book + "\"]"));
    }

    @Test
    void readsAnotherBookInTheNextSyncAfterItWasChosen() {
        SourcePage first = provider.fullSync(choosing("main"), null).await().indefinitely();

        SourcePage second = provider.incrementalSync(choosing("work"), first.nextCursor(), null)
                .await()
                .indefinitely();
        servers.forget();
        SourcePage third = provider.incrementalSync(choosing("work"), second.nextCursor(), null)
                .await()
                .indefinitely();

        assertThat(first.stream()).isEqualTo("/home/main/");
        assertThat(second.stream()).isEqualTo("/home/work/");
        assertThat(second.contacts()).hasSize(1);
        assertThat(third.contacts()).isEmpty();
        assertThat(servers.seen()).hasSize(1);
    }
}
