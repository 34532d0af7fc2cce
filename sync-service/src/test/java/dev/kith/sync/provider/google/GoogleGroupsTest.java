package dev.kith.sync.provider.google;

import static dev.kith.sync.provider.google.GoogleFixture.GROUPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.model.CanonicalGroup;
import dev.kith.model.CanonicalGroup.Kind;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleGroupsTest {

    private static final int SYSTEM_GROUPS = 8;

    private final GoogleFixture fixture = GoogleFixture.open();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void putGroup(String id, String name) {
        fixture.google.putGroup(fixture.accountId(), id, name);
    }

    private static List<CanonicalGroup> users(SourcePage page) {
        return page.groups().stream().filter(group -> group.kind() == Kind.USER).toList();
    }

    /** Google's own default is 30 a page. */
    @Test
    void readsAllGroupsAtOnceHoweverMany() {
        for (int i = 0; i < 40; i++) {
            putGroup("g" + i, "Group " + i);
        }

        SourcePage page = fixture.full().get(0);

        assertThat(page.groups()).hasSize(40 + SYSTEM_GROUPS);
        assertThat(fixture.requests(GROUPS)).hasSize(1);
        assertThat(fixture.requests(GROUPS).get(0).query())
                .containsEntry("pageSize", "1000")
                .containsEntry("prettyPrint", "false")
                .doesNotContainKey("requestSyncToken");
    }

    @Test
    void followsTheListToItsEnd() {
        putGroup("g1", "Choir");
        fixture.switches().maximumPageSize = 2;

        assertThat(fixture.full().get(0).groups()).hasSize(1 + SYSTEM_GROUPS);
    }

    @Test
    void tellsUserGroupsFromGooglesOwn() {
        putGroup("g1", "Choir");

        assertThat(fixture.full().get(0).groups())
                .extracting(CanonicalGroup::externalId, CanonicalGroup::name, CanonicalGroup::kind)
                .contains(
                        tuple("contactGroups/g1", "Choir", Kind.USER),
                        tuple("contactGroups/myContacts", "myContacts", Kind.SYSTEM))
                .filteredOn(group -> group.toList().get(2) == Kind.USER)
                .hasSize(1);
    }

    @Test
    void sendsGroupsOfADeltaOnlyWhenTheyChanged() {
        fixture.put(1);
        putGroup("g1", "Choir");
        List<SourcePage> full = fixture.full();

        List<SourcePage> unchanged = fixture.changesSince(full);
        putGroup("g1", "Chamber choir");
        List<SourcePage> renamed = fixture.changesSince(unchanged);

        assertThat(unchanged.get(0).groups()).isEmpty();
        assertThat(users(renamed.get(0))).extracting(CanonicalGroup::name).containsExactly("Chamber choir");
        assertThat(fixture.changesSince(renamed).get(0).groups()).isEmpty();
    }

    @Test
    void sendsGroupsWithTheFirstPageOnly() {
        fixture.put(3);
        fixture.switches().maximumPageSize = 2;
        putGroup("g1", "Choir");

        List<SourcePage> pages = fixture.full();

        assertThat(users(pages.get(0))).hasSize(1);
        assertThat(pages.get(1).groups()).isEmpty();
    }

    @Test
    void answersGroupsPageByPageWhenAskedFor() {
        fixture.switches().maximumPageSize = 5;

        var first = fixture.provider.listGroups(fixture.account, null).await().indefinitely();
        var second = fixture.provider
                .listGroups(fixture.account, first.nextPageToken())
                .await()
                .indefinitely();

        assertThat(first.groups()).hasSize(5);
        assertThat(second.groups()).hasSize(SYSTEM_GROUPS - 5);
        assertThat(second.nextPageToken()).isNull();
    }

    @Test
    void noticesGroupsThatGoRoundInCircles() {
        try (ScriptedGoogle google = new ScriptedGoogle()) {
            google.then("{\"nextPageToken\": \"A\"}")
                    .then("{\"nextPageToken\": \"B\"}")
                    .then("{\"nextPageToken\": \"A\"}");

            Failures.of(google.provider.fullSync(google.account, null), ProviderFailure.ChainBroken.class);
        }
    }

    @Test
    void passesOverAGroupWithoutAName() {
        try (ScriptedGoogle google = new ScriptedGoogle()) {
            google.then("{\"contactGroups\": [{\"name\": \"Nameless\"}, {\"resourceName\": \"contactGroups/g\"}]}");

            assertThat(google.provider
                            .listGroups(google.account, null)
                            .await()
                            .indefinitely()
                            .groups())
                    .extracting(CanonicalGroup::externalId)
                    .containsExactly("contactGroups/g");
        }
    }
}
