package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that name their members, as address books have them. The fixture's stream is called {@code contacts}. */
@Concurrent
class GroupMembersTest {

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    private static CanonicalContact person(String name, String uid) {
        return CanonicalContact.builder("contacts/" + name + ".vcf")
                .uid(uid)
                .displayName(name)
                .build();
    }

    private static CanonicalGroup friends(String... members) {
        return group("contacts/friends.vcf", false, members);
    }

    private static CanonicalGroup group(String id, boolean deleted, String... members) {
        return new CanonicalGroup(id, "etag", "Friends", CanonicalGroup.Kind.USER, deleted, List.of(members));
    }

    private List<String> labelled() {
        return crm.texts("""
                SELECT c.name || ':' || l.name FROM contact_labels x
                JOIN contacts c ON c.id = x.contact_id JOIN labels l ON l.id = x.label_id ORDER BY 1
                """);
    }

    @Test
    void labelsTheMembersAGroupNamesHoweverTheirUidsAreWritten() {
        crm.run(HOME, SyncMode.FULL)
                .groups(friends("A-1", "b-2", "M-4:ABPerson", "dangling"))
                .last(
                        person("Ann", "a-1"),
                        person("Bob", "urn:uuid:B-2"),
                        person("Cy", "c-3"),
                        person("Dee", null),
                        person("Mac", "M-4:ABPerson"));

        assertThat(labelled()).containsExactly("Ann:Friends", "Bob:Friends", "Mac:Friends");
    }

    @Test
    void followsAGroupWhoseMembersChangedThoughNoContactDid() {
        crm.run(HOME, SyncMode.FULL).groups(friends("a", "b")).last(person("Ann", "a"), person("Bob", "b"));
        crm.run(HOME, SyncMode.INCREMENTAL).groups(friends("b")).last();

        assertThat(labelled()).containsExactly("Bob:Friends");
    }

    @Test
    void tellsWhoseLabelsChangedAndNothingMoreOfWhomTheRunBrought() {
        crm.run(HOME, SyncMode.FULL).groups(friends("a")).last(person("Ann", "a"), person("Bob", "b"));
        assertThat(told()).isEmpty();

        crm.run(HOME, SyncMode.INCREMENTAL).groups(friends("b", "c")).last(person("Cy", "c"));
        crm.run(HOME, SyncMode.INCREMENTAL).groups(friends("b", "c")).last(person("Cy", "c"));

        assertThat(told()).containsExactly("Ann:[\"contact_labels\"]", "Bob:[\"contact_labels\"]");
    }

    private List<String> told() {
        return crm.texts("""
                SELECT c.name || ':' || (f.details ->> 'fields') FROM activity_feed f JOIN contacts c ON c.id = f.contact_id
                WHERE f.type = 'contact_sync_updated' ORDER BY 1
                """);
    }

    @Test
    void takesTheLabelOffWhenTheGroupIsGone() {
        crm.run(HOME, SyncMode.FULL).groups(friends("a")).last(person("Ann", "a"));
        crm.run(HOME, SyncMode.INCREMENTAL)
                .groups(group("contacts/friends.vcf", true))
                .last();

        assertThat(labelled()).isEmpty();
        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Ann");
    }

    @Test
    void labelsAMemberThatArrivesAfterItsGroup() {
        crm.run(HOME, SyncMode.FULL).groups(friends("a")).last();
        crm.run(HOME, SyncMode.INCREMENTAL).last(person("Ann", "a"));

        assertThat(labelled()).containsExactly("Ann:Friends");
    }

    @Test
    void leavesContactsOfAnotherStreamAlone() {
        crm.run(HOME, SyncMode.FULL)
                .groups(group("elsewhere/friends.vcf", false, "a"))
                .last(person("Ann", "a"));

        assertThat(labelled()).isEmpty();
    }

    @Test
    void isNotHeldUpByAGroupWhoseNameNoIndexTakes() {
        String endless = new Random(1)
                .ints(4_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        CanonicalGroup named = new CanonicalGroup(
                "contacts/friends.vcf", "etag", endless, CanonicalGroup.Kind.USER, false, List.of("a"));
        CanonicalGroup category = new CanonicalGroup(endless, null, endless, CanonicalGroup.Kind.USER, false);

        crm.run(HOME, SyncMode.FULL).groups(named, category).last(person("Ann", "a"), person("Bob", "b"));

        assertThat(labelled()).containsExactly("Ann:" + endless.substring(0, 100) + "…");
        assertThat(crm.texts("SELECT name FROM contacts ORDER BY 1")).containsExactly("Ann", "Bob");
    }

    @Test
    void storesAGroupToldTwiceInOneBatchAsItWasToldLast() {
        crm.run(HOME, SyncMode.FULL).groups(friends(), friends("a")).last(person("Ann", "a"));

        assertThat(labelled()).containsExactly("Ann:Friends");
    }
}
