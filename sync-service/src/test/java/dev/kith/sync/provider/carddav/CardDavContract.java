package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ContactsProviderContract;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.dav.Cards;
import dev.kith.sync.testing.dav.DavProxy;
import dev.kith.sync.testing.dav.DavServer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** The contract of sources, kept by a CardDAV server. */
abstract class CardDavContract extends ContactsProviderContract {

    private final DavServer server;
    private final DavProxy proxy;

    CardDavContract(DavServer server, DavProxy proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    @BeforeEach
    void startEmpty() {
        proxy.reset();
        server.clear();
    }

    @Override
    protected ContactsProvider freshProvider() {
        return new CardDavFixture(proxy.url(), links).cardsPerPage(2).provider();
    }

    @Override
    protected SourceAccount account() {
        return CardDavFixture.ACCOUNT;
    }

    @Override
    protected void put(int key, String givenName, String familyName) {
        server.put("p" + key + ".vcf", Cards.person("uid-" + key, givenName, familyName));
    }

    @Override
    protected void delete(int key) {
        server.delete("p" + key + ".vcf");
    }

    @Override
    protected String externalId(int key) {
        return server.bookPath() + "p" + key + ".vcf";
    }

    @Override
    protected void group(String name, int... members) {
        server.put(
                "group.vcf",
                Cards.group(
                        "uid-group",
                        name,
                        Arrays.stream(members).mapToObj(key -> "uid-" + key).toArray(String[]::new)));
    }

    @Override
    protected void refuseCredentials() {
        proxy.refusePasswords();
    }

    @Override
    protected void forgetCursors() {
        server.forgetTokens();
    }

    @Override
    protected void breakDown() {
        proxy.goDown();
    }

    @Override
    protected List<String> secrets() {
        return List.of(DavServer.PASSWORD);
    }

    @Override
    protected Set<Ability> abilities() {
        return server.hasTokens() ? EnumSet.allOf(Ability.class) : EnumSet.complementOf(EnumSet.of(Ability.EXPIRY));
    }
}
