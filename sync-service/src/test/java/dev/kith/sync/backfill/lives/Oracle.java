package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Judges the CRM by what the sources hold and what humans did, without a look at how the backfill decides: nobody lost,
 * nobody twice, nobody back who was erased, no edit lost, nothing from nowhere.
 */
final class Oracle {

    /**
     * An entry that leads to a contact.
     *
     * @param contact {@code null} for one that would only enrich somebody, and found nobody
     */
    record Link(SourceEntry entry, AccountKey account, UUID contact, boolean deleted) {}

    private final CrmFixture crm;
    private final World world;
    private final Deeds deeds;
    private final List<Link> links = new ArrayList<>();
    private final Map<UUID, Row> contacts = new HashMap<>();

    Oracle(CrmFixture crm, Life life) {
        this.crm = crm;
        this.world = life.world;
        this.deeds = life.deeds;
    }

    void judge() {
        load();
        everyLiveContactIsThereOnce();
        nobodySharesAContactWithoutEvidence();
        Map<UUID, List<Link>> byContact = byContact();
        new ValueOracle(crm, world, deeds, contacts).judge(byContact);
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
                """, (Object) People.ids(world.accounts))
                .forEach(row -> assertThat(rows.put(row.getString("account_id") + row.getString("name"), row))
                        .as("one link for %s", row.getString("name"))
                        .isNull());
        for (AccountKey account : world.accounts) {
            for (SourceEntry entry : world.entries.get(account)) {
                Row row = rows.get(account.accountId() + entry.sourceId);
                if (row == null) {
                    assertThat(mayBeMissing(entry))
                            .as("%s was lost", entry.sourceId)
                            .isTrue();
                } else {
                    assertThat(deeds.erasedEntries).as("erased and back again").doesNotContain(entry.sourceId);
                    links.add(new Link(entry, account, row.getUUID("local_contact_id"), row.getBoolean("deleted")));
                }
            }
        }
        UUID[] ids = links.stream().map(Link::contact).distinct().toArray(UUID[]::new);
        crm.rows(
                        "SELECT * FROM contacts WHERE id = ANY ($1) OR id = ANY ($2)",
                        ids,
                        deeds.everWritten.keySet().toArray(UUID[]::new))
                .forEach(row -> contacts.put(row.getUUID("id"), row));
    }

    private boolean mayBeMissing(SourceEntry entry) {
        return entry.deleted || entry.everNames.isEmpty() || deeds.turnedAway(entry);
    }

    private void everyLiveContactIsThereOnce() {
        for (Link link : links) {
            if (!link.entry.deleted) {
                assertThat(link.deleted).as("%s is alive", link.entry.sourceId).isFalse();
                assertThat(
                                link.contact == null
                                        ? link.entry.other
                                        : contacts.containsKey(link.contact) || deeds.deleted.contains(link.contact))
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
                    apart(contact, sharing.get(i), sharing.get(j));
                }
            }
            assertThat(deeds.merged(contact) || connected(contact, sharing))
                    .as("evidence that %s are one person", names(sharing))
                    .isTrue();
        });
    }

    /** Whoever is deleted and entered again is the same person, under another name; all others of a list are not. */
    private void apart(UUID contact, Link one, Link other) {
        boolean sameList = one.account.equals(other.account) && one.entry.other == other.entry.other;
        assertThat(sameList && !deeds.merged(contact) && !one.entry.everDeleted && !other.entry.everDeleted)
                .as("%s and %s are entries of one list", one.entry.sourceId, other.entry.sourceId)
                .isFalse();
    }

    /** Whether each is tied to the others by something they have in common, under names that agreed at some time. */
    private boolean connected(UUID contact, List<Link> sharing) {
        List<Deeds.Entered> known = new ArrayList<>();
        sharing.forEach(link -> known.add(new Deeds.Entered(link.entry.everNames, link.entry.everIdentifiers)));
        if (deeds.entered.containsKey(contact)) {
            known.add(deeds.entered.get(contact));
        }
        Set<Integer> reached = new HashSet<>(Set.of(0));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = 0; i < known.size(); i++) {
                Deeds.Entered one = known.get(i);
                if (reached.stream().anyMatch(other -> evidence(one, known.get(other)))) {
                    grown |= reached.add(i);
                }
            }
        }
        return reached.size() == known.size();
    }

    private static boolean evidence(Deeds.Entered one, Deeds.Entered other) {
        boolean sameName = World.intersect(one.names(), other.names());
        boolean nameless = one.names().contains("") || other.names().contains("");
        boolean sameFullName = one.names().stream()
                .anyMatch(name -> name.contains(" ") && other.names().contains(name));
        return sameFullName || World.intersect(one.identifiers(), other.identifiers()) && (sameName || nameless);
    }

    static String names(List<Link> links) {
        return links.stream().map(link -> link.entry.sourceId).collect(Collectors.joining(", "));
    }

    private Map<UUID, List<Link>> byContact() {
        return links.stream()
                .filter(link -> link.contact != null && contacts.containsKey(link.contact))
                .collect(Collectors.groupingBy(Link::contact));
    }
}
