package dev.kith.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A source whose contents a test changes, and what it tells of them. */
public abstract class SourceUnderContract {

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
    static final int PEOPLE = 7;

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

    final void need(Ability ability) {
        assumeTrue(abilities().contains(ability), () -> "this source has no " + ability);
    }

    final void people() {
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

    static ProviderFailure failure(Uni<?> asked) {
        try {
            asked.await().atMost(WAIT);
        } catch (ProviderException e) {
            return e.failure();
        }
        throw new AssertionError("nothing failed");
    }

    /** For sources whose changes show only after a while: the cursor once everything of the past has shown. */
    protected String settled(String cursor) {
        return cursor;
    }

    final List<String> everybody() {
        return Stream.iterate(1, key -> key <= PEOPLE, key -> key + 1)
                .map(this::externalId)
                .toList();
    }

    static List<CanonicalGroup> groups(List<SourcePage> pages) {
        return pages.stream().flatMap(page -> page.groups().stream()).toList();
    }

    /** Who is in a group by what was told last: a contact says so itself, or the group names its UID. */
    static Set<String> members(List<SourcePage> pages, CanonicalGroup group) {
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
