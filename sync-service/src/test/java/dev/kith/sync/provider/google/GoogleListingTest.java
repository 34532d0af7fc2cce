package dev.kith.sync.provider.google;

import static dev.kith.sync.provider.google.GoogleFixture.CONTACTS;
import static dev.kith.sync.provider.google.GoogleFixture.cursor;
import static dev.kith.sync.provider.google.GoogleFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.sandbox.google.RecordedRequest;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.testing.Google;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleListingTest {

    private final GoogleFixture fixture = GoogleFixture.open();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void listsEveryContactPageByPage() {
        List<String> all = fixture.put(5);
        fixture.switches().maximumPageSize = 2;

        List<SourcePage> pages = fixture.full();

        assertThat(names(pages)).containsExactlyElementsOf(all);
        assertThat(pages).extracting(page -> page.contacts().size()).containsExactly(2, 2, 1);
        assertThat(pages).extracting(SourcePage::streamComplete).containsExactly(false, false, true);
        assertThat(pages).extracting(SourcePage::total).containsOnly(5);
        assertThat(pages).extracting(SourcePage::stream).containsOnly("contacts");
        assertThat(pages.subList(0, 2)).extracting(SourcePage::nextCursor).containsOnlyNulls();
        assertThat(cursor(pages)).isNotNull();
    }

    @Test
    void asksForWholePagesInTheCheapestForm() {
        fixture.full();

        RecordedRequest request = fixture.requests(CONTACTS).get(0);
        assertThat(request.query())
                .containsEntry("pageSize", "1000")
                .containsEntry("prettyPrint", "false")
                .containsEntry("sources", "READ_SOURCE_TYPE_CONTACT")
                .containsEntry("requestSyncToken", "true")
                .containsEntry("personFields", PersonFields.CONTACTS)
                .doesNotContainKey("sortOrder");
        assertThat(request.headers())
                .containsEntry("accept-encoding", "gzip")
                .containsEntry("accept-language", "en")
                .hasEntrySatisfying("user-agent", agent -> assertThat(agent).contains("gzip"));
    }

    @Test
    void keepsItsParametersThroughAChainAndWithItsSyncToken() {
        fixture.put(5);
        fixture.switches().maximumPageSize = 2;
        List<SourcePage> full = fixture.full();
        fixture.put(5);

        fixture.changesSince(full);

        List<Map<String, String>> asked = fixture.requests(CONTACTS).stream()
                .map(request -> {
                    Map<String, String> query = new HashMap<>(request.query());
                    query.keySet().removeAll(List.of("pageToken", "syncToken"));
                    return query;
                })
                .toList();
        assertThat(asked).hasSize(6).containsOnly(asked.get(0));
        assertThat(fixture.requests(CONTACTS).subList(3, 6))
                .extracting(request -> request.query().get("syncToken"))
                .doesNotContainNull()
                .allMatch(token ->
                        token.equals(fixture.requests(CONTACTS).get(3).query().get("syncToken")));
    }

    @Test
    void tellsOnlyWhatChangedSinceTheCursor() {
        List<String> all = fixture.put(3);
        List<SourcePage> full = fixture.full();
        fixture.google.putContact(fixture.accountId(), GoogleFixture.id(2), Google.person("Renamed", "2"));
        fixture.google.deleteContact(fixture.accountId(), GoogleFixture.id(3));

        List<SourcePage> delta = fixture.changesSince(full);

        assertThat(names(delta)).containsExactly(all.get(1), all.get(2));
        assertThat(delta.get(0).contacts())
                .extracting(CanonicalContact::deleted)
                .containsExactly(false, true);
        assertThat(fixture.changesSince(delta)).allMatch(SourcePage::empty);
    }

    @Test
    void answersAnEmptyAccountWithACursor() {
        List<SourcePage> pages = fixture.full();

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).contacts()).isEmpty();
        assertThat(pages.get(0).streamComplete()).isTrue();
        assertThat(fixture.changesSince(pages).get(0).empty()).isTrue();
    }

    @Test
    void passesOverEmptyPagesOfADelta() {
        fixture.put(1);
        List<SourcePage> full = fixture.full();
        fixture.put(5);
        fixture.switches().maximumPageSize = 1;
        fixture.switches().emptyPageEvery = 2;

        List<SourcePage> delta = fixture.changesSince(full);

        assertThat(names(delta)).hasSize(5);
        assertThat(delta).noneMatch(SourcePage::empty);
    }

    @Test
    void goesOnAfterAnEmptyPageOfAFullListing() {
        List<String> all = fixture.put(4);
        fixture.switches().maximumPageSize = 1;
        fixture.switches().emptyPageEvery = 2;

        List<SourcePage> pages = fixture.full();

        assertThat(names(pages)).containsExactlyElementsOf(all);
        assertThat(pages).anyMatch(page -> page.contacts().isEmpty() && !page.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "before", "after"})
    void knowsARenamedContactByItsFormerName(String tombstone) {
        String former = fixture.put(1).get(0);
        List<SourcePage> full = fixture.full();
        fixture.switches().renameTombstone = tombstone;
        fixture.google.renameContact(fixture.accountId(), GoogleFixture.id(1), "people/109");

        List<SourcePage> delta = fixture.changesSince(full);

        CanonicalContact renamed = delta.stream()
                .flatMap(page -> page.contacts().stream())
                .filter(contact -> contact.externalId().equals("people/109"))
                .findFirst()
                .orElseThrow();
        assertThat(renamed.aliases()).contains(former, "source:CONTACT:" + GoogleFixture.id(1));
        assertThat(fixture.full().get(0).contacts().get(0).aliases())
                .as("a full listing does not tell former names, but the source stays")
                .contains("source:CONTACT:" + GoogleFixture.id(1));
    }

    @ParameterizedTest(name = "{0}, details {1}, gone {2}")
    @CsvSource({
        "FAILED_PRECONDITION,true,false",
        "FAILED_PRECONDITION,false,false",
        "INVALID_ARGUMENT,true,false",
        "INVALID_ARGUMENT,false,false",
        "FAILED_PRECONDITION,false,true"
    })
    void noticesAnExpiredSyncTokenInEveryForm(String status, boolean details, boolean gone) {
        List<SourcePage> full = fixture.full();
        fixture.switches().expiredStatus = status;
        fixture.switches().expiredDetails = details;
        fixture.switches().expiredGone = gone;
        fixture.clock.advance(Duration.ofDays(7).plusSeconds(1));

        Failures.of(
                fixture.provider.incrementalSync(fixture.account, cursor(full), null),
                ProviderFailure.CursorExpired.class);
    }

    @Test
    void countsTheLifeOfATokenFromTheFullListing() {
        List<SourcePage> pages = fixture.full();
        fixture.clock.advance(Duration.ofDays(6));
        pages = fixture.changesSince(pages);
        fixture.clock.advance(Duration.ofDays(2));

        Failures.of(
                fixture.provider.incrementalSync(fixture.account, cursor(pages), null),
                ProviderFailure.CursorExpired.class);
    }

    @Test
    void beginsTheChainAgainWhenAPageTokenExpired() {
        fixture.put(3);
        fixture.switches().maximumPageSize = 2;
        SourcePage first =
                fixture.provider.fullSync(fixture.account, null).await().indefinitely();
        fixture.clock.advance(Duration.ofDays(2));

        Failures.of(
                fixture.provider.fullSync(fixture.account, first.nextPageToken()), ProviderFailure.ChainBroken.class);
    }

    /** Another account's, or one of other parameters. */
    @Test
    void listsEverythingWhenGoogleRefusesTheSyncTokenForAnotherReason() {
        String foreign = Opaque.pack(new GoogleCursor(
                Map.of("contacts", "somebody's"), Map.of("contacts", Stream.CONTACTS.parametersHash()), null));

        Failures.of(
                fixture.provider.incrementalSync(fixture.account, foreign, null), ProviderFailure.CursorExpired.class);
    }

    @Test
    void doesNotEvenAskWithACursorOfOtherParameters() {
        String older = Opaque.pack(
                new GoogleCursor(Map.of("contacts", "token"), Map.of("contacts", "of-an-older-mask"), null));

        Failures.of(
                fixture.provider.incrementalSync(fixture.account, older, null), ProviderFailure.CursorExpired.class);

        assertThat(fixture.requests(CONTACTS)).isEmpty();
    }

    @Test
    void doesNotEvenAskWithAPageTokenOfOtherParameters() {
        String older = Opaque.pack(
                new GooglePageToken(Stream.CONTACTS, "token", Map.of(), null, false, "of-an-older-mask", 1, null));

        Failures.of(fixture.provider.fullSync(fixture.account, older), ProviderFailure.ChainBroken.class);

        assertThat(fixture.requests(CONTACTS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "bm90IGpzb24", "bnVsbA", "e30"})
    void readsACursorItDoesNotKnowAsExpiredAndAPageTokenAsBroken(String garbage) {
        Failures.of(
                fixture.provider.incrementalSync(fixture.account, garbage, null), ProviderFailure.CursorExpired.class);
        Failures.of(fixture.provider.fullSync(fixture.account, garbage), ProviderFailure.ChainBroken.class);
    }
}
