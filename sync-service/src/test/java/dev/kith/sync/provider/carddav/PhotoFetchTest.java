package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Photo;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.provider.carddav.ScriptedServers.Seen;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhotoFetchTest {

    private static final String PHOTOS = "https://gateway.icloud.com/contacts/";
    private static final String PICTURE = "GIF89a and so on";

    private final ScriptedServers servers = new ScriptedServers();
    private final Login login = new Login(URI.create("https://contacts.icloud.com/"), "ann", "secret");

    private PhotoFetch.Shown fetch(List<CanonicalContact> contacts, long enough) {
        TargetGuard guard = new TargetGuard(false, host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")});
        return new PhotoFetch(new DavClient(servers, guard))
                .of(login, contacts, enough)
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private PhotoFetch.Shown fetch(CanonicalContact... contacts) {
        return fetch(List.of(contacts), Long.MAX_VALUE);
    }

    private static CanonicalContact contact(String name, String photo) {
        return CanonicalContact.builder(name)
                .photos(List.of(new Photo(photo, true, false)))
                .build();
    }

    private static List<CanonicalContact> ten() {
        return IntStream.range(0, 10)
                .mapToObj(i -> contact("c" + i, PHOTOS + i))
                .toList();
    }

    private List<String> asked() {
        return servers.seen().stream().map(seen -> seen.address().toString()).toList();
    }

    @Test
    void bringsAPhotoThatStandsBehindThePassword() {
        servers.on(PHOTOS + "1", Reply.of(200, PICTURE));

        PhotoFetch.Shown shown = fetch(contact("a", PHOTOS + "1"));

        assertThat(shown.contacts().get("a").photos()).singleElement().satisfies(photo -> {
            assertThat(photo.mediaType()).isEqualTo("image/gif");
            assertThat(photo.data()).isNotBlank();
            assertThat(photo.url()).isNull();
            assertThat(photo.primary()).isTrue();
        });
        assertThat(servers.seen()).singleElement().matches(Seen::authorized);
        assertThat(shown.leftOut()).isZero();
    }

    @Test
    void leavesAddressesOfOtherServersAlone() {
        PhotoFetch.Shown shown = fetch(
                contact("a", "https://pictures.example/1.jpg"),
                contact("b", "http://gateway.icloud.com/contacts/1"),
                contact("c", "not an address"));

        assertThat(shown.contacts()).isEmpty();
        assertThat(servers.seen()).isEmpty();
    }

    @Test
    void showsNoOtherServerThePasswordWhereAPhotoLeadsThere() {
        servers.on(PHOTOS + "1", Reply.to(302, "https://pictures.example/1"))
                .on("https://pictures.example/1", Reply.of(200, PICTURE));

        assertThat(fetch(contact("a", PHOTOS + "1")).contacts()).containsKey("a");
        assertThat(servers.seen()).extracting(Seen::authorized).containsExactly(true, false);
    }

    static Stream<Reply> ofNoUse() {
        return Stream.of(
                Reply.of(200, "<html>Sign in</html>"),
                Reply.of(200, "GIF89a" + "x".repeat(Photo.LARGEST)),
                Reply.of(403),
                Reply.of(404),
                Reply.to(302, "http://gateway.icloud.com/contacts/1"));
    }

    @ParameterizedTest
    @MethodSource("ofNoUse")
    void leavesOutAndCountsWhatIsNoPhotoThatCanBeShown(Reply reply) {
        servers.on(PHOTOS + "1", reply);

        PhotoFetch.Shown shown = fetch(contact("a", PHOTOS + "1"));

        assertThat(shown.contacts().get("a").photos()).isEmpty();
        assertThat(shown.leftOut()).isEqualTo(1);
        assertThat(shown.failed()).isEmpty();
        assertThat(shown.unasked()).isEmpty();
    }

    @Test
    void asksAnotherTimeWhereTheServerHasTrouble() {
        servers.on(PHOTOS + "1", Reply.of(500)).on(PHOTOS + "2", Reply.of(200, PICTURE));

        PhotoFetch.Shown shown = fetch(contact("a", PHOTOS + "1"), contact("b", PHOTOS + "2"));

        assertThat(shown.failed()).containsExactly("a");
        assertThat(shown.contacts().get("a").photos()).extracting(Photo::url).containsExactly(PHOTOS + "1");
        assertThat(shown.contacts().get("b").photos()).extracting(Photo::url).containsOnlyNulls();
        assertThat(shown.leftOut()).isZero();
    }

    static Stream<Reply> enoughOfIt() {
        return Stream.of(Reply.of(401), Reply.of(429), new Reply(503, null, Optional.of(Duration.ofMinutes(1)), ""));
    }

    @ParameterizedTest
    @MethodSource("enoughOfIt")
    void stopsAskingAServerThatWantsNoMore(Reply reply) {
        IntStream.range(0, 10).forEach(i -> servers.on(PHOTOS + i, reply));

        PhotoFetch.Shown shown = fetch(ten(), Long.MAX_VALUE);

        assertThat(asked()).hasSizeLessThanOrEqualTo(4);
        assertThat(shown.unasked()).hasSize(10);
        assertThat(shown.reached()).isNull();
    }

    @Test
    void endsWhereThereIsEnough() {
        IntStream.range(0, 10).forEach(i -> servers.on(PHOTOS + i, Reply.of(200, "GIF89a" + "x".repeat(3_000))));

        PhotoFetch.Shown shown = fetch(ten(), 10_000);

        assertThat(shown.reached()).isEqualTo("c3");
        assertThat(shown.contacts()).containsOnlyKeys("c0", "c1", "c2", "c3");
        assertThat(asked()).hasSize(4);
    }
}
