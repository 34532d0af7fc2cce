package dev.kith.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.SeenContact;
import dev.kith.sync.testing.RecordedLinks;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every source promises to whoever reads it. A source joins by extending this and saying how its contents are
 * changed; it is to hold more contacts than fit one of its pages, and nothing at the start of each test.
 */
public abstract class ContactsProviderContract {

    /** What not every source has. */
    protected enum Ability {
        CREDENTIALS,
        CHANGES,
        /** Every contact comes with a mark of its state. */
        ETAGS,
        /** Cursors can die. */
        EXPIRY,
        GROUPS,
        OUTAGES
    }

    private static final Duration WAIT = Duration.ofSeconds(120);
    private static final int MOST_PAGES = 1_000;
    private static final int PEOPLE = 7;

    /** What earlier pages told; hand it to the providers that ask for it. */
    protected final RecordedLinks links = new RecordedLinks();

    /** A provider that remembers nothing of what another one did, as after a take-over. */
    protected abstract ContactsProvider freshProvider();

    protected abstract SourceAccount account();

    /** Creates or replaces a person of that name; {@code key} tells people apart. */
    protected abstract void put(int key, String givenName, String familyName);

    protected abstract void delete(int key);

    /** The name under which the provider tells the person of that key. */
    protected abstract String externalId(int key);

    /** Creates or replaces a group; members are keys of people. */
    protected abstract void group(String name, int... members);

    protected abstract void refuseCredentials();

    /** The source no longer knows any cursor it gave out. */
    protected abstract void forgetCursors();

    /** Every request fails from now on. */
    protected abstract void breakDown();

    /** What no message may hold. */
    protected abstract List<String> secrets();

    protected Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    private void need(Ability ability) {
        assumeTrue(abilities().contains(ability), () -> "this source has no " + ability);
    }

    private void people() {
        for (int key = 1; key <= PEOPLE; key++) {
            put(key, "Person", "Number" + key);
        }
    }

    /** Reads a chain to its end, each page with a provider that knows nothing of the one before. */
    private List<SourcePage> chain(Function<String, Uni<SourcePage>> page) {
        List<SourcePage> pages = new ArrayList<>();
        String token = null;
        do {
            SourcePage next = await(page.apply(token));
            links.apply(next);
            pages.add(next);
            token = next.nextPageToken();
            assertThat(pages).as("a chain ends").hasSizeLessThan(MOST_PAGES);
        } while (token != null);
        return pages;
    }

    protected final List<SourcePage> full() {
        return chain(token -> freshProvider().fullSync(account(), token));
    }

    protected final List<SourcePage> since(String cursor) {
        return chain(token -> freshProvider().incrementalSync(account(), cursor, token));
    }

    protected static String cursor(List<SourcePage> pages) {
        return pages.get(pages.size() - 1).nextCursor();
    }

    protected static <T> T await(Uni<T> asked) {
        return asked.await().atMost(WAIT);
    }

    protected static List<CanonicalContact> contacts(List<SourcePage> pages) {
        return pages.stream().flatMap(page -> page.contacts().stream()).toList();
    }

    /** Everybody a chain named, with a body or without. */
    protected static List<String> told(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> Stream.concat(
                        page.contacts().stream().map(CanonicalContact::externalId),
                        page.seen().stream().map(SeenContact::externalId)))
                .toList();
    }

    private static ProviderFailure failure(Uni<?> asked) {
        try {
            asked.await().atMost(WAIT);
        } catch (ProviderException e) {
            return e.failure();
        }
        throw new AssertionError("nothing failed");
    }

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

    /** For sources whose changes show only after a while: the cursor once everything of the past has shown. */
    protected String settled(String cursor) {
        return cursor;
    }

    private Uni<SourcePage> chained(String cursor) {
        return freshProvider().incrementalSync(account(), cursor, null);
    }

    private List<String> everybody() {
        return Stream.iterate(1, key -> key <= PEOPLE, key -> key + 1)
                .map(this::externalId)
                .toList();
    }

    private static List<CanonicalGroup> groups(List<SourcePage> pages) {
        return pages.stream().flatMap(page -> page.groups().stream()).toList();
    }

    /** Who is in a group by what was told last: a contact says so itself, or the group names its UID. */
    private static Set<String> members(List<SourcePage> pages, CanonicalGroup group) {
        Set<String> members = new HashSet<>();
        contacts(pages).forEach(contact -> {
            boolean belongs = contact.groupMemberships().contains(group.externalId())
                    || contact.uid() != null
                            && group.members().contains(contact.uid().toLowerCase(Locale.ROOT));
            if (belongs) {
                members.add(contact.externalId());
            } else {
                members.remove(contact.externalId());
            }
        });
        return members;
    }
}
