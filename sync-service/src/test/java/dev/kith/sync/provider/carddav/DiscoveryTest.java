package dev.kith.sync.provider.carddav;

import static dev.kith.sync.provider.carddav.ScriptedServers.book;
import static dev.kith.sync.provider.carddav.ScriptedServers.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.sync.account.PasswordCredentials;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.provider.carddav.ScriptedServers.Seen;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String PRINCIPAL = "<d:current-user-principal><d:href>%s</d:href></d:current-user-principal>";
    private static final String HOME = "<c:addressbook-home-set><d:href>%s</d:href></c:addressbook-home-set>";

    private final ScriptedServers servers = new ScriptedServers();
    private final Map<String, String> machines = new HashMap<>();
    private final Set<String> unreachable = new HashSet<>();
    private final List<String> lookedUp = new ArrayList<>();
    private List<URI> records = List.of();

    private Home find(String address, String... chosen) {
        DavClient client = new DavClient(servers, new TargetGuard(false, host -> new InetAddress[] {machine(host)}));
        Discovery discovery = new Discovery(client, domain -> Uni.createFrom().item(records), ServerQuirks::of);
        return discovery
                .find(Login.of(new PasswordCredentials(address, "alice", "secret")), new BookChoice(List.of(chosen)))
                .await()
                .indefinitely();
    }

    private InetAddress machine(String host) throws UnknownHostException {
        lookedUp.add(host);
        if (unreachable.contains(host)) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getByName(machines.getOrDefault(host, "8.8.8.8"));
    }

    private ProviderFailure failure(String address) {
        try {
            find(address);
        } catch (ProviderException e) {
            return e.failure();
        }
        throw new AssertionError("something was found");
    }

    private static List<String> books(Home home) {
        return home.books().stream().map(book -> book.address().toString()).toList();
    }

    private void alice(String server) {
        servers.on(server + "/", Reply.multistatus(properties("/", PRINCIPAL.formatted("/principals/alice/"))))
                .on(
                        server + "/principals/alice/",
                        Reply.multistatus(properties("/principals/alice/", HOME.formatted("/books/alice/"))))
                .on(
                        server + "/books/alice/",
                        Reply.multistatus(
                                properties("/books/alice/", "<d:resourcetype><d:collection/></d:resourcetype>"),
                                book("/books/alice/main/"),
                                book("/books/alice/work/"),
                                book("/books/alice/z-server-generated--system/"),
                                book("/books/alice/z-app-generated--contactsinteraction--recent/"),
                                properties(
                                        "/books/alice/calendar/", "<d:resourcetype><d:collection/></d:resourcetype>")));
    }

    @Test
    void findsEveryBookOfAServerButThoseItMadeByItself() {
        alice("https://dav.example");

        Home home = find("https://dav.example/");

        assertThat(home.principal()).isEqualTo("/principals/alice/");
        assertThat(books(home))
                .containsExactly("https://dav.example/books/alice/main/", "https://dav.example/books/alice/work/");
        assertThat(home.holds("/books/alice/z-server-generated--system/")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "/books/alice/work/", "/books/alice/work"})
    void readsOnlyTheBooksThatWereChosen(String name) {
        alice("https://dav.example");

        assertThat(books(find("https://dav.example/", name))).containsExactly("https://dav.example/books/alice/work/");
    }

    @Test
    void readsABookOfTheServersOwnWhenItWasChosen() {
        alice("https://dav.example");

        assertThat(books(find("https://dav.example/", "z-server-generated--system")))
                .hasSize(1);
    }

    @Test
    void saysThatAChosenBookIsNotThere() {
        alice("https://dav.example");

        assertThatThrownBy(() -> find("https://dav.example/", "work", "gone")).hasMessageContaining("not there");
    }

    @Test
    void startsFromAPrincipal() {
        alice("https://dav.example");

        assertThat(books(find("https://dav.example/principals/alice/"))).hasSize(2);
    }

    @Test
    void startsFromAHomeWhoseServerNamesNobody() {
        servers.on(
                "https://dav.example/books/alice/",
                Reply.multistatus(
                        properties("/books/alice/", "<d:resourcetype><d:collection/></d:resourcetype>"),
                        book("/books/alice/main/")));

        Home home = find("https://dav.example/books/alice/");

        assertThat(books(home)).containsExactly("https://dav.example/books/alice/main/");
        assertThat(home.principal()).isEqualTo("/books/alice/");
    }

    @Test
    void readsOneBookWhenThatIsWhatWasEntered() {
        alice("https://dav.example");
        servers.on("https://dav.example/books/alice/work/", Reply.multistatus(book("/books/alice/work/")));

        assertThat(books(find("https://dav.example/books/alice/work/")))
                .containsExactly("https://dav.example/books/alice/work/");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsTheWellKnownAddressWithMethodAndBody(int status) {
        alice("https://dav.example");
        servers.on("https://dav.example/", Reply.of(405))
                .on("https://dav.example/.well-known/carddav", Reply.to(status, "/principals/alice/"));

        assertThat(books(find("https://dav.example/"))).hasSize(2);
        assertThat(servers.seen()).allMatch(Seen::authorized);
        assertThat(servers.seen()).allMatch(asked -> asked.method().equals("PROPFIND") && asked.body() != null);
    }

    @Test
    void readsSeveralHomes() {
        servers.on("https://dav.example/", Reply.multistatus(properties("/", PRINCIPAL.formatted("/me/"))))
                .on(
                        "https://dav.example/me/",
                        Reply.multistatus(properties(
                                "/me/",
                                "<c:addressbook-home-set><d:href>/a/</d:href><d:href>/b/</d:href>"
                                        + "</c:addressbook-home-set>")))
                .on("https://dav.example/a/", Reply.multistatus(book("/a/one/"), book("/shared/")))
                .on("https://dav.example/b/", Reply.multistatus(book("/b/two/"), book("/shared/")));

        assertThat(books(find("https://dav.example/")))
                .containsExactly(
                        "https://dav.example/a/one/", "https://dav.example/shared/", "https://dav.example/b/two/");
    }

    @Test
    void leavesOutBooksThatMayNotBeRead() {
        servers.on("https://dav.example/", Reply.multistatus(properties("/", HOME.formatted("/a/"))))
                .on(
                        "https://dav.example/a/",
                        Reply.multistatus(
                                book("/a/mine/"),
                                properties(
                                        "/a/secret/",
                                        "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"
                                                + "<d:current-user-privilege-set><d:privilege><d:write/></d:privilege>"
                                                + "</d:current-user-privilege-set>")));

        assertThat(books(find("https://dav.example/"))).containsExactly("https://dav.example/a/mine/");
    }

    @Test
    void followsApplesHomeToItsOwnHost() {
        servers.on(
                        "https://contacts.icloud.com/",
                        Reply.multistatus(properties("/", PRINCIPAL.formatted("/123/principal/"))))
                .on(
                        "https://contacts.icloud.com/123/principal/",
                        Reply.multistatus(properties(
                                "/123/principal/",
                                HOME.formatted("https://p133-contacts.icloud.com:443/123/carddavhome/"))))
                .on(
                        "https://p133-contacts.icloud.com/123/carddavhome/",
                        Reply.multistatus(
                                properties("/123/carddavhome/", "<d:resourcetype><d:collection/></d:resourcetype>"),
                                book("/123/carddavhome/card/")));

        Home home = find("https://contacts.icloud.com/");

        assertThat(home.principal()).isEqualTo("/123/principal/");
        assertThat(books(home)).containsExactly("https://p133-contacts.icloud.com/123/carddavhome/card/");
        assertThat(servers.seen()).allMatch(Seen::authorized);
    }

    @Test
    void asksTheServerThatTheDomainNamesIfItIsOfTheDomain() {
        alice("https://dav.example.com:8443");
        servers.on("https://dav.example.com:8443/.well-known/carddav", Reply.to(301, "/"));
        records = List.of(URI.create("https://dav.example.com:8443"));

        Home home = find("https://example.com/");

        assertThat(books(home)).first().asString().startsWith("https://dav.example.com:8443/");
        assertThat(home.login().address().getPort()).isEqualTo(8443);
    }

    @Test
    void asksTheServerThatTheDomainNamesWhileTheDomainItselfIsSilent() {
        alice("https://dav.example.com");
        servers.on("https://dav.example.com/.well-known/carddav", Reply.to(301, "/"));
        unreachable.add("example.com");
        records = List.of(URI.create("https://dav.example.com"));

        assertThat(books(find("https://example.com/"))).hasSize(2);
        assertThat(servers.seen()).allMatch(asked -> asked.address().getHost().equals("dav.example.com"));
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 500, 501, 502})
    void looksAtTheWellKnownAddressOfAServerWhoseRootIsSomethingElse(int status) {
        alice("https://dav.example");
        servers.on("https://dav.example/", Reply.of(status))
                .on("https://dav.example/.well-known/carddav", Reply.to(301, "/principals/alice/"));

        assertThat(books(find("https://dav.example/"))).hasSize(2);
    }

    @Test
    void takesNoOtherPlaceForTheOneThatWasMeantAndHasTrouble() {
        alice("https://dav.example");
        servers.on("https://dav.example/books/alice/main/", Reply.of(500));

        assertThat(failure("https://dav.example/books/alice/main/")).isInstanceOf(ProviderFailure.Transient.class);
    }

    @Test
    void asksASilentServerOnce() {
        unreachable.add("dav.example");

        assertThat(failure("https://dav.example/")).isInstanceOf(ProviderFailure.Transient.class);
        assertThat(lookedUp).containsExactly("dav.example");
    }

    @Test
    void neverAsksAServerOfAnotherDomainThatTheRecordsName() {
        alice("https://dav.evil.example");
        records = List.of(URI.create("https://dav.evil.example"));

        assertThat(failure("https://example.com/")).isInstanceOf(ProviderFailure.Permanent.class);
        assertThat(servers.seen()).noneMatch(asked -> asked.address().getHost().equals("dav.evil.example"));
    }

    @Test
    void namesTheOtherServerInsteadOfSendingItThePassword() {
        servers.on("https://example.com/.well-known/carddav", Reply.to(302, "https://dav.other.example/"))
                .on("https://dav.other.example/", Reply.of(401));

        assertThat(failure("https://example.com/"))
                .isInstanceOfSatisfying(
                        ProviderFailure.TargetRefused.class,
                        refused -> assertThat(refused.message()).contains("https://dav.other.example/"));
        assertThat(servers.seen().stream()
                        .filter(asked -> asked.address().getHost().equals("dav.other.example")))
                .isNotEmpty()
                .noneMatch(Seen::authorized);
    }

    @Test
    void neverFollowsFromASecureAddressToOneThatIsNot() {
        servers.on("https://dav.example/", Reply.to(301, "http://dav.example/"));

        assertThat(failure("https://dav.example/")).isInstanceOf(ProviderFailure.TargetRefused.class);
        assertThat(servers.seen())
                .noneMatch(asked -> asked.address().getScheme().equals("http"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "[::1], ::1",
        "localhost, 127.0.0.1",
        "inside.example, 10.0.0.5",
        "inside.example, 169.254.169.254",
        "inside.example, fd00::5"
    })
    void neverFollowsToAMachineInside(String host, String machine) {
        machines.put(host, machine);
        servers.on("https://dav.example/", Reply.to(302, "https://" + host + "/"))
                .on("https://dav.example/.well-known/carddav", Reply.to(301, "/second/"))
                .on("https://dav.example/second/", Reply.to(307, "https://" + host + "/"));

        assertRefusedAsPrivate(failure("https://dav.example/"));
        assertThat(servers.seen())
                .hasSize(3)
                .allMatch(asked -> asked.address().getHost().equals("dav.example"));
    }

    @Test
    void neverAsksForBooksOnAMachineInside() {
        machines.put("inside.example", "192.168.1.5");
        servers.on("https://dav.example/", Reply.multistatus(properties("/", PRINCIPAL.formatted("/me/"))))
                .on(
                        "https://dav.example/me/",
                        Reply.multistatus(properties("/me/", HOME.formatted("https://inside.example/books/"))));

        assertRefusedAsPrivate(failure("https://dav.example/"));
        assertThat(servers.seen()).noneMatch(asked -> asked.address().getHost().equals("inside.example"));
    }

    @Test
    void neverAsksAnEnteredNameThatMeansAMachineInside() {
        machines.put("dav.example", "192.168.1.5");

        assertRefusedAsPrivate(failure("https://dav.example/"));
        assertThat(servers.seen()).isEmpty();
    }

    private static void assertRefusedAsPrivate(ProviderFailure failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ProviderFailure.TargetRefused.class,
                        refused -> assertThat(refused.message())
                                .contains("private network")
                                .contains("KITH_CARDDAV_ALLOW_PRIVATE"));
    }

    @Test
    void sendsNoPasswordInTheClear() {
        assertThat(failure("http://dav.example/"))
                .isInstanceOfSatisfying(
                        ProviderFailure.TargetRefused.class,
                        refused -> assertThat(refused.message()).contains("https://"));
        assertThat(servers.seen()).isEmpty();
    }

    @Test
    void givesUpOnRedirectsWithoutEnd() {
        servers.on("https://dav.example/", Reply.to(302, "/"))
                .on("https://dav.example/.well-known/carddav", Reply.of(404));

        assertThat(failure("https://dav.example/")).isInstanceOf(ProviderFailure.Permanent.class);
        assertThat(servers.seen()).hasSize(7);
    }

    @Test
    void triesARefusedPasswordOnce() {
        servers.on("https://dav.example/", Reply.of(401));

        assertThat(failure("https://dav.example/")).isInstanceOf(ProviderFailure.AuthRevoked.class);
        assertThat(servers.seen()).hasSize(1);
    }

    @Test
    void doesNotTakeABusyServerForAnEmptyOne() {
        servers.on("https://dav.example/", Reply.multistatus(properties("/", PRINCIPAL.formatted("/me/"))))
                .on(
                        "https://dav.example/me/",
                        Reply.multistatus(properties("/me/", "<d:displayname>x</d:displayname>")));

        assertThat(failure("https://dav.example/")).isInstanceOf(ProviderFailure.Transient.class);
    }

    @Test
    void saysWhatToDoWhenNothingIsThere() {
        servers.on("https://dav.example/", Reply.of(200, "<html>Welcome</html>"));

        assertThat(failure("https://dav.example/"))
                .isInstanceOfSatisfying(
                        ProviderFailure.Permanent.class,
                        failure -> assertThat(failure.message()).contains("Look up the CardDAV address"));
    }
}
