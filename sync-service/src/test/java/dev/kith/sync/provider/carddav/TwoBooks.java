package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.book;
import static dev.kith.sync.provider.carddav.ScriptedServers.card;
import static dev.kith.sync.provider.carddav.ScriptedServers.etag;
import static dev.kith.sync.provider.carddav.ScriptedServers.properties;
import static dev.kith.sync.provider.carddav.ScriptedServers.token;

import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.provider.carddav.ScriptedServers.Seen;
import dev.kith.sync.testing.RecordedLinks;
import dev.kith.sync.testing.dav.Cards;
import java.net.InetAddress;

/** A scripted home with the books {@code main} and {@code work}, each with one card that bears its name. */
final class TwoBooks {

    static final String HOME = "https://dav.example/home/";

    final ScriptedServers servers = new ScriptedServers();

    TwoBooks() {
        open();
    }

    CardDavContactsProvider provider() {
        return new CardDavFixture(HOME, new RecordedLinks())
                .over(servers)
                .names(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")})
                .provider();
    }

    /** All of it answers as it should. */
    void open() {
        servers.on(HOME, home());
        servers.on(HOME + "main/", asked -> answer("main", asked));
        servers.on(HOME + "work/", asked -> answer("work", asked));
    }

    static Reply home() {
        return Reply.multistatus(
                properties("/home/", "<d:resourcetype><d:collection/></d:resourcetype>"),
                book("/home/main/"),
                book("/home/work/"));
    }

    static Reply answer(String name, Seen asked) {
        String path = "/home/" + name + "/" + name;
        if (asked.asks("REPORT", "addressbook-multiget")) {
            return Reply.multistatus(card(path, "1", Cards.person(name, "Given", name)));
        }
        return asked.body().contains("<d:sync-token></d:sync-token>")
                ? Reply.multistatus(etag(path, "1"), token("t"))
                : Reply.multistatus(token("t"));
    }
}
