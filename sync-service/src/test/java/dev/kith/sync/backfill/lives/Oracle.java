package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Judges the CRM by what the sources hold and what humans did, without a look at how the backfill decides: nobody lost,
 * nobody twice, no edit lost, nothing from nowhere.
 */
final class Oracle {

    private record Link(SourceEntry entry, AccountKey account, UUID contact, boolean deleted) {}

    private final CrmFixture crm;
    private final Life life;
    private final List<Link> links = new ArrayList<>();
    private final Map<UUID, Row> contacts = new HashMap<>();

    Oracle(CrmFixture crm, Life life) {
        this.crm = crm;
        this.life = life;
    }

    void judge() {
        load();
        everyLiveContactIsThereOnce();
        nobodySharesAContactWithoutEvidence();
        everyEditStands();
        everyValueHasSomebodyBehindIt();
        whatOnlyOneSourceTellsIsWhatItTells();
    }

    private void load() {
        Map<String, Row> rows = new HashMap<>();
        crm.rows("""
                SELECT l.account_id, coalesce(a.alias, l.external_contact_id) AS name, l.local_contact_id,
                       l.deleted_at IS NOT NULL AS deleted
                FROM contacts_source_links l
                LEFT JOIN contacts_source_aliases a
                  ON a.provider = l.provider AND a.account_id = l.account_id
                 AND a.external_contact_id = l.external_contact_id AND a.alias LIKE 'source-of-%'
                WHERE l.account_id = ANY ($1)
                """, (Object) People.ids(life.world.accounts))
                .forEach(row -> assertThat(rows.put(row.getString("account_id") + row.getString("name"), row))
                        .as("one link for %s", row.getString("name"))
                        .isNull());
        for (AccountKey account : life.world.accounts) {
            for (SourceEntry entry : life.world.entries.get(account)) {
                Row row = rows.get(account.accountId() + entry.sourceId);
                if (row != null) {
                    links.add(new Link(entry, account, row.getUUID("local_contact_id"), row.getBoolean("deleted")));
                } else {
                    assertThat(entry.deleted || entry.everNames.isEmpty())
                            .as("%s was lost", entry.sourceId)
                            .isTrue();
                }
            }
        }
        UUID[] ids = links.stream().map(Link::contact).distinct().toArray(UUID[]::new);
        crm.rows("SELECT * FROM contacts WHERE id = ANY ($1)", (Object) ids)
                .forEach(row -> contacts.put(row.getUUID("id"), row));
    }

    private void everyLiveContactIsThereOnce() {
        for (Link link : links) {
            if (!link.entry.deleted) {
                assertThat(link.deleted).as("%s is alive", link.entry.sourceId).isFalse();
                assertThat(contacts.containsKey(link.contact) || life.humanDeleted.contains(link.contact))
                        .as("%s has a contact", link.entry.sourceId)
                        .isTrue();
            } else {
                assertThat(link.deleted)
                        .as("%s is gone at its source", link.entry.sourceId)
                        .isTrue();
            }
        }
    }

    private void nobodySharesAContactWithoutEvidence() {
        byContact().forEach((contact, sharing) -> {
            for (int i = 0; i < sharing.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Link one = sharing.get(i);
                    Link other = sharing.get(j);
                    // Whoever is deleted and entered again is the same person, under another name.
                    if (!mergedByHand(contact) && !one.entry.everDeleted && !other.entry.everDeleted) {
                        assertThat(one.account)
                                .as("%s and %s of one account", one.entry.sourceId, other.entry.sourceId)
                                .isNotEqualTo(other.account);
                    }
                }
            }
            assertThat(mergedByHand(contact) || connected(sharing))
                    .as("evidence that %s are one person", names(sharing))
                    .isTrue();
        });
    }

    private boolean mergedByHand(UUID contact) {
        return life.mergedByHand.stream().anyMatch(group -> group.contains(contact));
    }

    /** Whether each is tied to the others by something they have in common, under names that agreed at some time. */
    private static boolean connected(List<Link> sharing) {
        Set<Link> reached = new HashSet<>(sharing.subList(0, 1));
        boolean grown = true;
        while (grown) {
            grown = sharing.stream()
                    .filter(link -> !reached.contains(link))
                    .filter(link -> reached.stream().anyMatch(other -> evidence(link.entry, other.entry)))
                    .toList()
                    .stream()
                    .map(reached::add)
                    .reduce(false, (one, other) -> one || other);
        }
        return reached.size() == sharing.size();
    }

    private static boolean evidence(SourceEntry one, SourceEntry other) {
        boolean sameName = World.intersect(one.everNames, other.everNames);
        boolean nameless = one.everNames.contains("") || other.everNames.contains("");
        boolean sameFullName =
                one.everNames.stream().anyMatch(name -> name.contains(" ") && other.everNames.contains(name));
        return sameFullName || World.intersect(one.everIdentifiers, other.everIdentifiers) && (sameName || nameless);
    }

    private static String names(List<Link> links) {
        return links.stream().map(link -> link.entry.sourceId).collect(Collectors.joining(", "));
    }

    private void everyEditStands() {
        life.humanFields.forEach((contact, fields) -> present(contact)
                .forEach(row -> fields.forEach((column, value) -> assertThat(row.getString(column))
                        .as("edit of %s", column)
                        .isEqualTo(value))));
        life.humanEmails.forEach((contact, emails) -> present(contact)
                .forEach(row ->
                        assertThat(emailsOf(contact)).as("addresses by hand").containsAll(emails)));
        life.removedEmails.forEach((contact, emails) -> present(contact)
                .forEach(row -> assertThat(emailsOf(contact))
                        .as("addresses taken away by hand")
                        .doesNotContainAnyElementsOf(emails)));
        life.archived.forEach(contact -> present(contact)
                .forEach(row ->
                        assertThat(row.getBoolean("listed")).as("archived").isFalse()));
    }

    /** The contact's row, if it is there and stands for itself. */
    private List<Row> present(UUID contact) {
        return crm.rows("SELECT * FROM contacts WHERE id = $1 AND merged_into IS NULL", contact);
    }

    private List<String> emailsOf(UUID contact) {
        return crm.texts("SELECT value FROM contact_info WHERE contact_id = $1 AND type = 'email'", contact);
    }

    private void everyValueHasSomebodyBehindIt() {
        byContact().forEach((contact, sharing) -> {
            Row row = contacts.get(contact);
            if (row == null || row.getUUID("merged_into") != null) {
                return;
            }
            Set<UUID> group = new HashSet<>(Set.of(contact));
            life.mergedByHand.stream()
                    .filter(merged -> merged.contains(contact))
                    .forEach(group::addAll);
            Collection<Link> behind = mergedByHand(contact) ? links : sharing;
            Set<String> emails = new HashSet<>();
            behind.forEach(link -> emails.addAll(link.entry.deleted ? link.entry.everIdentifiers : link.entry.emails));
            group.forEach(one -> emails.addAll(life.humanEmails.getOrDefault(one, Set.of())));
            if (!mergedByHand(contact)) {
                assertThat(emailsOf(contact))
                        .as("addresses of %s", names(sharing))
                        .isSubsetOf(emails);
            }
            Set<String> companies = new HashSet<>();
            behind.forEach(link -> companies.add(link.entry.company));
            group.forEach(one ->
                    companies.add(life.humanFields.getOrDefault(one, Map.of()).get("company")));
            boolean allAlive = sharing.stream().noneMatch(link -> link.entry.deleted);
            if (allAlive && !mergedByHand(contact) && row.getString("company") != null) {
                assertThat(companies).as("company of %s", names(sharing)).contains(row.getString("company"));
            }
        });
    }

    private void whatOnlyOneSourceTellsIsWhatItTells() {
        byContact().forEach((contact, sharing) -> {
            Row row = contacts.get(contact);
            boolean touched = life.humanFields.containsKey(contact)
                    || life.humanEmails.containsKey(contact)
                    || life.touched.contains(contact)
                    || mergedByHand(contact);
            if (row == null || touched || sharing.size() > 1 || sharing.get(0).entry.deleted) {
                return;
            }
            SourceEntry entry = sharing.get(0).entry;
            assertThat(row.getString("company")).isEqualTo(entry.company);
            assertThat(row.getString("nickname")).isEqualTo(entry.nickname);
            assertThat(emailsOf(contact)).containsExactlyInAnyOrderElementsOf(entry.emails);
            if (entry.name != null) {
                assertThat(row.getString("name")).isEqualTo(entry.name);
            }
        });
    }

    private Map<UUID, List<Link>> byContact() {
        return links.stream()
                .filter(link -> contacts.containsKey(link.contact))
                .collect(Collectors.groupingBy(Link::contact));
    }
}
