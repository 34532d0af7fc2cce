package dev.kith.sync.provider.google;

import static dev.kith.sync.provider.google.GoogleFixture.CONTACTS;
import static dev.kith.sync.provider.google.GoogleFixture.OTHERS;
import static dev.kith.sync.provider.google.GoogleFixture.cursor;
import static dev.kith.sync.provider.google.GoogleFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.testing.Google;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleOtherContactsTest {

    private GoogleFixture fixture = GoogleFixture.openReading("enrich");

    @AfterEach
    void close() {
        fixture.close();
    }

    private static SourcePage last(List<SourcePage> pages) {
        return pages.get(pages.size() - 1);
    }

    private static Map<String, String> tokens(String cursor) {
        return Opaque.unpack(cursor, GoogleCursor.class).orElseThrow().tokens();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrich", "create"})
    void listsThemAfterTheContactsInAStreamOfTheirOwn(String wanted) {
        List<String> contacts = fixture.put(3);
        List<String> others = fixture.putOthers(3);
        fixture.switches().maximumPageSize = 2;

        List<SourcePage> pages =
                GoogleFixture.chain(token -> fixture.provider.fullSync(fixture.reading(wanted), token));

        assertThat(pages).extracting(SourcePage::stream).containsExactly("contacts", "contacts", "other", "other");
        assertThat(pages).extracting(SourcePage::streamComplete).containsExactly(false, true, false, true);
        assertThat(pages).extracting(SourcePage::total).containsOnly(3);
        assertThat(names(pages.subList(0, 2))).containsExactlyElementsOf(contacts);
        assertThat(names(pages.subList(2, 4))).containsExactlyElementsOf(others);
        assertThat(tokens(cursor(pages))).containsOnlyKeys("contacts", "other");
        assertThat(fixture.requests(OTHERS).get(0).query())
                .containsEntry("readMask", PersonFields.OTHER)
                .containsEntry("sources", "READ_SOURCE_TYPE_CONTACT")
                .containsEntry("pageSize", "1000")
                .containsEntry("requestSyncToken", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "whatever"})
    void leavesThemAloneUnlessTheyAreWanted(String setting) {
        fixture.putOthers(1);

        GoogleFixture.chain(token -> fixture.provider.fullSync(fixture.reading(setting), token));

        assertThat(fixture.requests(OTHERS)).isEmpty();
    }

    @Test
    void tellsTheirChangesWithATokenOfTheirOwn() {
        fixture.put(1);
        List<String> others = fixture.putOthers(2);
        List<SourcePage> full = fixture.full();
        fixture.google.deleteOtherContact(fixture.accountId(), GoogleFixture.id(2));

        List<SourcePage> delta = fixture.changesSince(full);

        assertThat(delta).hasSize(1);
        assertThat(delta.get(0).stream()).isEqualTo("other");
        assertThat(names(delta)).containsExactly(others.get(1));
        assertThat(delta.get(0).contacts())
                .extracting(CanonicalContact::deleted)
                .containsExactly(true);
    }

    @Test
    void listsThemWholeOnceTheyAreWanted() {
        fixture.put(1);
        List<String> others = fixture.putOthers(2);
        List<SourcePage> full = GoogleFixture.chain(token -> fixture.provider.fullSync(fixture.reading("off"), token));

        List<SourcePage> delta = fixture.changes(fixture.account, cursor(full));

        assertThat(names(delta)).containsExactlyElementsOf(others);
        assertThat(tokens(cursor(delta))).containsOnlyKeys("contacts", "other");
    }

    @Test
    void listsThemAnewWhenTheirTokenAloneExpired() {
        fixture.put(1);
        List<String> others = fixture.putOthers(2);
        List<SourcePage> full = fixture.full();
        fixture.fault(OTHERS, 1, Fault.Kind.EXPIRED_SYNC_TOKEN);

        List<SourcePage> delta = fixture.changesSince(full);

        assertThat(names(delta)).containsExactlyElementsOf(others);
        assertThat(tokens(cursor(delta))).containsOnlyKeys("contacts", "other");
        assertThat(fixture.requests(CONTACTS)).hasSize(2);
    }

    @Test
    void doesNotAskForThemWithoutThePermission() {
        fixture.close();
        fixture = GoogleFixture.openWith(Set.of(StandInControl.CONTACTS_SCOPE), "create");
        List<String> contacts = fixture.put(2);

        List<SourcePage> pages = fixture.full();

        assertThat(names(pages)).containsExactlyElementsOf(contacts);
        assertThat(last(pages).stream()).isEqualTo("other");
        assertThat(last(pages).streamComplete()).isFalse();
        assertThat(last(pages).streamFailure()).isInstanceOfSatisfying(ProviderFailure.ScopeMissing.class, failure -> {
            assertThat(failure.stream()).isEqualTo("other");
            assertThat(failure.scope()).isEqualTo(StandInControl.OTHER_CONTACTS_SCOPE);
            assertThat(failure.message()).contains(StandInControl.OTHER_CONTACTS_SCOPE, "Connect it again");
        });
        assertThat(tokens(cursor(pages))).containsOnlyKeys("contacts");
        assertThat(fixture.requests(OTHERS)).isEmpty();
    }

    @Test
    void leavesThemOutWhenGoogleForbidsThem() {
        fixture.put(1);
        fixture.putOthers(1);
        List<SourcePage> full = fixture.full();
        fixture.fault(OTHERS, 1, Fault.Kind.SCOPE_MISSING);

        List<SourcePage> delta = fixture.changesSince(full);

        assertThat(last(delta).streamFailure()).isInstanceOf(ProviderFailure.ScopeMissing.class);
        assertThat(tokens(cursor(delta)))
                .as("nothing of them was read: they go on from where they were")
                .containsEntry("other", tokens(cursor(full)).get("other"));
    }

    @Test
    void leavesThemOutWhenTheirFirstPageIsOneTooMany() {
        fixture.put(1);
        fixture.switches().fullSyncsPerHour = 1;

        List<SourcePage> pages = fixture.full();

        assertThat(last(pages).streamFailure()).isInstanceOf(ProviderFailure.RateLimited.class);
        assertThat(tokens(cursor(pages))).containsOnlyKeys("contacts");
    }

    @Test
    void asksAgainForThemAfterAPassingFault() {
        fixture.put(1);
        fixture.fault(OTHERS, 1, Fault.Kind.UNAVAILABLE);
        String second = fixture.provider
                .fullSync(fixture.account, null)
                .await()
                .indefinitely()
                .nextPageToken();

        Failures.of(fixture.provider.fullSync(fixture.account, second), ProviderFailure.Transient.class);
    }

    /** Alone they cannot be asked for: what the list gives must do. */
    @Test
    void takesWhatTheListCutOffAsItIs() {
        ObjectNode person = Google.person("Many", "Addresses");
        ArrayNode addresses = person.putArray("emailAddresses");
        for (int i = 0; i < 120; i++) {
            addresses.addObject().put("value", "a" + i + "@example.com");
        }
        fixture.google.putOtherContact(fixture.accountId(), GoogleFixture.id(1), person);

        List<SourcePage> pages = fixture.full();

        assertThat(last(pages).contacts().get(0).emails()).hasSize(100);
    }
}
