package dev.kith.sync.log.rewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.log.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogContentTest {

    private static final String ANN = """
            {"externalId": "a", "aliases": ["old-a"], "uid": "UID-A", "emails": [{"value": "Ann@X", "normalized": "ann@x.example"}],
             "phones": [{"value": "1", "e164": "+14165550100"}], "added": {"later": true}}""";
    private static final String BOB = """
            {"externalId": "b", "displayName": "Bob"}""";

    @Test
    void tellsByWhatEverybodyOnAPageIsRecognised() {
        assertThat(page(ANN, BOB).marks())
                .contains(
                        "id:google/home/a",
                        "id:google/home/old-a",
                        "uid:uid-a",
                        "email:ann@x.example",
                        "phone:+14165550100",
                        "id:google/home/b",
                        "id:google/home/s",
                        "uid:uid-a",
                        "uid:uid-b");
    }

    @Test
    void leavesOutWhoWasErasedAndKeepsTheOthersWithFieldsOfLaterVersions() {
        LogContent page = page(BOB, ANN);

        assertThat(rest(page, erased("email:ann@x.example", "uid:uid-a"), new Later(), 5))
                .hasValueSatisfying(rest -> assertThat(rest)
                        .contains("Bob", "\"version\":9")
                        .doesNotContain("ann", "UID-A", "nextSyncCursor", "\"s\""));
        assertThat(rest(page, erased("uid:uid-b"), new Later(), 5))
                .hasValueSatisfying(
                        rest -> assertThat(rest).contains("later", "Bob").doesNotContain("uid-b"));
    }

    @Test
    void keepsWhoOnlySharesAnAddressAndIsLinked() {
        Erased erased = new Erased(Set.of("email:ann@x.example"), Set.of("id:google/home/old-a"), Set.of());

        assertThat(page(ANN).touchedBy(erased)).isFalse();
        assertThat(page(ANN).touchedBy(erased("email:ann@x.example"))).isTrue();
    }

    @Test
    void leavesOutStatesThatALaterRecordSupersedes() {
        Later later = new Later();
        page(BOB).meet(later, 7);

        assertThat(rest(page(BOB, ANN), erased(), later, 5))
                .hasValueSatisfying(
                        rest -> assertThat(rest).contains("ann@x.example").doesNotContain("Bob"));
        assertThat(rest(page(BOB), erased(), later, 9)).isPresent();
        assertThat(rest(page(BOB), erased(), later, 9)).isEmpty();
    }

    @Test
    void lastOfTwoStatesInOneRecordCounts() {
        String first = "{\"externalId\": \"b\", \"displayName\": \"Robert\"}";

        assertThat(rest(page(first, BOB), erased(), new Later(), 1))
                .hasValueSatisfying(rest -> assertThat(rest).contains("Bob").doesNotContain("Robert"));
    }

    @Test
    void leavesOutCallsAndMessagesWithWhoWasErasedUnlessSomebodyHoldsTheNumberNow() {
        LogContent batch = LogContent.read(Topics.INTERACTIONS, key(), """
                {"provider": "macos", "accountId": "m.s", "interactions": [
                  {"externalId": "1", "counterpart": {"handle": "(416) 555-0100", "kind": "phone", "e164": "+14165550100"}},
                  {"externalId": "2", "counterpart": {"handle": "bob@x.example", "kind": "email", "email": "bob@x.example"}},
                  {"externalId": "3", "counterpart": {"handle": "BANK", "kind": "business"}}]}
                """.getBytes(UTF_8), "US");

        assertThat(rest(batch, erased("phone:+14165550100"), new Later(), 1))
                .hasValueSatisfying(rest ->
                        assertThat(rest).contains("bob@x.example", "BANK").doesNotContain("555"));
        assertThat(batch.touchedBy(new Erased(Set.of("phone:+14165550100"), Set.of(), Set.of("phone:+14165550100"))))
                .isFalse();
    }

    @Test
    void dropsARecordThatCannotBeReadWhereItNamesWhoWasErased() {
        List<String> broken = List.of(
                "{\"emails\": [{\"value\": \"Ann@X.example\"",
                "Tel: (416) 555-0100;",
                "{\"externalId\": \"a\" oops",
                "[\"urn:uuid:UID-A\"]");
        Erased erased = erased("email:ann@x.example", "phone:+14165550100", "id:google/home/a", "uid:uid-a");

        assertThat(broken)
                .allSatisfy(text ->
                        assertThat(rest(unread(text), erased, new Later(), 1)).isEmpty());
        assertThat(rest(unread("{\"externalId\": \"b\" oops"), erased, new Later(), 1))
                .contains("{\"externalId\": \"b\" oops");
    }

    @Test
    void findsAddressesWhereverTheyBeginAndEnd() {
        String longest = "a".repeat(64);

        assertThat(unread("a" + longest + "@x.example, <ann@x.example> bob@y.example@z.example @ @@ cy@ @d")
                        .marks())
                .containsExactlyInAnyOrder(
                        "email:" + longest + "@x.example", "email:ann@x.example", "email:bob@y.example");
        assertThat(unread("eve@x.example").marks()).containsExactly("email:eve@x.example");
        assertThat(unread("Übell@x.example@").marks()).containsExactly("email:bell@x.example");
    }

    @Test
    void takesAContactThatSaysNoNameForWhoeverItMentions() {
        LogContent page = page("{\"emails\": [{\"value\": \"ann@x.example\"}]}", BOB);

        assertThat(rest(page, erased("email:ann@x.example"), new Later(), 1))
                .hasValueSatisfying(rest -> assertThat(rest).contains("Bob").doesNotContain("ann@"));
    }

    private static Optional<String> rest(LogContent content, Erased erased, Later later, long offset) {
        return content.rest(erased, later, offset).map(value -> new String(value, UTF_8));
    }

    private static Erased erased(String... marks) {
        return new Erased(Set.of(marks), Set.of(), Set.of());
    }

    private static LogContent page(String... contacts) {
        return LogContent.read(
                Topics.CONTACTS,
                key(),
                """
                {"provider": "google", "accountId": "home", "version": 9, "nextSyncCursor": "c",
                 "contacts": [%s], "seen": [{"externalId": "s"}],
                 "groups": [{"externalId": "g", "name": "Friends", "members": ["UID-A", "uid-b"]}]}
                """.formatted(String.join(",", contacts)).getBytes(UTF_8),
                "US");
    }

    private static LogContent unread(String text) {
        return LogContent.read(Topics.CONTACTS, key(), text.getBytes(UTF_8), "US");
    }

    private static byte[] key() {
        return "google/home".getBytes(UTF_8);
    }
}
