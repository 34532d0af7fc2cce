package dev.kith.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every source promises to whoever reads it. A source joins by extending this and saying how its contents are
 * changed; it is to hold more contacts than fit one of its pages, and nothing at the start of each test.
 */
public abstract class ContactsProviderContract extends SourceUnderContract {

    @Test
    void hasANameThatFitsLogKeysAndUrls() {
        assertThat(freshProvider().name()).matches("[a-z][a-z0-9]*");
    }

    @Test
    void saysWhoseAccountItIsAndKeepsSayingSo() {
        AccountIdentity first = await(freshProvider().validateCredentials(account()));
        AccountIdentity second = await(freshProvider().validateCredentials(account()));

        assertThat(first.identity()).isNotBlank().isEqualTo(second.identity());
    }

    @Test
    void namesRefusedCredentialsForWhatTheyAre() {
        need(Ability.CREDENTIALS);
        people();
        refuseCredentials();

        assertThat(failure(freshProvider().validateCredentials(account())))
                .isInstanceOf(ProviderFailure.AuthRevoked.class);
        assertThat(failure(freshProvider().fullSync(account(), null))).isInstanceOf(ProviderFailure.AuthRevoked.class);
    }

    @Test
    void listsEverybodyOnceAndEndsWithACursor() {
        people();

        List<SourcePage> pages = full();

        assertThat(contacts(pages))
                .extracting(CanonicalContact::externalId)
                .containsExactlyInAnyOrderElementsOf(everybody());
        assertThat(contacts(pages)).noneMatch(CanonicalContact::deleted);
        assertThat(contacts(pages))
                .allMatch(contact -> (contact.etag() != null) == abilities().contains(Ability.ETAGS));
        assertThat(contacts(pages)).extracting(CanonicalContact::lastName).contains("Number1", "Number" + PEOPLE);
        assertThat(pages).as("more than one page").hasSizeGreaterThan(1);
        assertThat(pages.subList(0, pages.size() - 1)).allMatch(page -> page.nextCursor() == null);
    }

    @Test
    void endsEveryStreamOfAFullListingOnce() {
        people();

        List<SourcePage> pages = full();

        Set<String> streams = pages.stream().map(SourcePage::stream).collect(Collectors.toSet());
        assertThat(pages.stream().filter(SourcePage::streamComplete).map(SourcePage::stream))
                .containsExactlyInAnyOrderElementsOf(streams);
        assertThat(streams).doesNotContainNull();
    }

    @Test
    void tellsTheSamePageAgainWhenItIsAskedForAgain() {
        people();
        ContactsProvider provider = freshProvider();
        SourcePage first = await(provider.fullSync(account(), null));

        SourcePage once = await(provider.fullSync(account(), first.nextPageToken()));
        SourcePage again = await(freshProvider().fullSync(account(), first.nextPageToken()));

        assertThat(told(List.of(again))).containsExactlyElementsOf(told(List.of(once)));
    }

    @Test
    void listsEverybodyAgainWithOrWithoutBodies() {
        people();
        full();

        assertThat(told(full())).containsExactlyInAnyOrderElementsOf(everybody());
    }

    @Test
    void listsAnEmptySourceAsEmptyAndComplete() {
        List<SourcePage> pages = full();

        assertThat(told(pages)).isEmpty();
        assertThat(pages).anyMatch(SourcePage::streamComplete);
    }

    @Test
    void saysNothingWhenNothingChanged() {
        need(Ability.CHANGES);
        people();
        String cursor = settled(cursor(full()));

        List<SourcePage> pages = since(cursor);

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).empty()).isTrue();
        assertThat(pages.get(0).nextCursor()).isNotNull();
    }

    @Test
    void tellsWhatChangedAndNothingElse() {
        need(Ability.CHANGES);
        people();
        String cursor = settled(cursor(full()));
        put(2, "Renamed", "Number2");
        put(PEOPLE + 1, "New", "Person");
        delete(3);

        List<SourcePage> pages = since(cursor);

        assertThat(contacts(pages).stream().filter(contact -> !contact.deleted()))
                .extracting(CanonicalContact::firstName)
                .containsExactlyInAnyOrder("Renamed", "New");
        assertThat(contacts(pages).stream().filter(CanonicalContact::deleted))
                .extracting(CanonicalContact::externalId)
                .containsExactly(externalId(3));
    }

    @Test
    void goesOnFromACursorOfADelta() {
        need(Ability.CHANGES);
        people();
        String first = settled(cursor(full()));
        put(2, "Renamed", "Number2");
        String second = settled(cursor(since(first)));
        put(4, "Later", "Number4");

        assertThat(contacts(since(second)))
                .extracting(CanonicalContact::firstName)
                .containsExactly("Later");
    }

    @Test
    void saysThatACursorIsTooOld() {
        need(Ability.CHANGES);
        need(Ability.EXPIRY);
        people();
        String cursor = settled(cursor(full()));
        delete(1);
        forgetCursors();

        assertThat(failure(chained(cursor))).isInstanceOf(ProviderFailure.CursorExpired.class);
    }

    @Test
    void refusesACursorThatIsNoneOfItsOwn() {
        need(Ability.CHANGES);
        people();

        assertThat(failure(freshProvider().incrementalSync(account(), "no cursor of yours", null)))
                .isInstanceOf(ProviderFailure.CursorExpired.class);
    }

    @Test
    void refusesAPageTokenThatIsNoneOfItsOwn() {
        people();

        assertThat(failure(freshProvider().fullSync(account(), "no page of yours")))
                .isInstanceOf(ProviderFailure.ChainBroken.class);
    }

    @Test
    void missesWhoeverWasDeletedInTheGap() {
        need(Ability.CHANGES);
        people();
        full();
        delete(1);
        forgetCursors();

        assertThat(told(full())).hasSize(PEOPLE - 1).doesNotContain(externalId(1));
    }

    @Test
    void confirmsOnlyThoseWhoAreGone() {
        people();
        full();
        delete(5);
        Set<String> asked = new HashSet<>(List.of(externalId(4), externalId(5)));

        assertThat(await(freshProvider().confirmDeleted(account(), asked))).contains(externalId(5));
        if (abilities().contains(Ability.CHANGES)) {
            assertThat(await(freshProvider().confirmDeleted(account(), asked))).doesNotContain(externalId(4));
        }
    }

    @Test
    void tellsGroupsAndWhoIsInThem() {
        need(Ability.GROUPS);
        people();
        group("Friends", 1, 2);

        List<SourcePage> pages = full();

        List<CanonicalGroup> named = groups(pages).stream()
                .filter(group -> Objects.equals(group.name(), "Friends"))
                .toList();
        assertThat(named).isNotEmpty().allMatch(group -> group.kind() == CanonicalGroup.Kind.USER);
        assertThat(members(pages, named.get(0))).containsExactlyInAnyOrder(externalId(1), externalId(2));
    }

    @Test
    void tellsThatAGroupChanged() {
        need(Ability.GROUPS);
        need(Ability.CHANGES);
        people();
        group("Friends", 1, 2);
        List<SourcePage> before = full();
        group("Friends", 2, 3);

        List<SourcePage> pages = new ArrayList<>(before);
        pages.addAll(since(settled(cursor(before))));

        CanonicalGroup friends = groups(pages).stream()
                .filter(group -> Objects.equals(group.name(), "Friends"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(members(pages, friends)).containsExactlyInAnyOrder(externalId(2), externalId(3));
    }

    @Test
    void namesAnOutageForWhatItIs() {
        need(Ability.OUTAGES);
        people();
        String cursor = abilities().contains(Ability.CHANGES) ? settled(cursor(full())) : null;
        breakDown();

        assertThat(failure(freshProvider().fullSync(account(), null))).isInstanceOf(ProviderFailure.Transient.class);
        if (cursor != null) {
            assertThat(failure(freshProvider().incrementalSync(account(), cursor, null)))
                    .isInstanceOf(ProviderFailure.Transient.class);
        }
    }

    @Test
    void keepsSecretsOutOfItsMessages() {
        need(Ability.CREDENTIALS);
        refuseCredentials();

        assertThatThrownBy(() -> await(freshProvider().validateCredentials(account())))
                .satisfies(failure -> {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause)).doesNotContain(secrets());
                    }
                });
        assertThat(account().toString()).doesNotContain(secrets());
    }

    private Uni<SourcePage> chained(String cursor) {
        return freshProvider().incrementalSync(account(), cursor, null);
    }
}
