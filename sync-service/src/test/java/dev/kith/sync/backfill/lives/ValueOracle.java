package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.lives.Oracle.Link;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges what contacts hold: what humans wrote stands, and behind everything stands a source or a human. */
final class ValueOracle {

    private static final Map<String, Function<SourceEntry, String>> SAID = Map.of(
            "name", entry -> entry.name,
            "first_name", SourceEntry::firstName,
            "last_name", SourceEntry::lastName,
            "company", entry -> entry.company,
            "nickname", entry -> entry.nickname,
            "notes", entry -> null);

    private final World world;
    private final Deeds deeds;
    private final Map<UUID, Row> contacts;
    /** Addresses of every kind, and days. */
    private final Map<UUID, Set<String>> addresses = new HashMap<>();

    private final Map<UUID, Set<String>> phones = new HashMap<>();
    private final Map<UUID, Set<String>> labels = new HashMap<>();
    /** What addresses are called, by contact and address. */
    private final Map<UUID, Map<String, String>> called = new HashMap<>();

    ValueOracle(CrmFixture crm, World world, Deeds deeds, Map<UUID, Row> contacts) {
        this.world = world;
        this.deeds = deeds;
        this.contacts = contacts;
        Object ids = contacts.keySet().toArray(UUID[]::new);
        crm.rows("SELECT contact_id, type, value, label FROM contact_info WHERE contact_id = ANY ($1)", ids)
                .forEach(this::load);
        crm.rows("""
                SELECT contact_id, line_1 AS value FROM addresses WHERE contact_id = ANY ($1)
                UNION ALL SELECT contact_id, label FROM important_dates WHERE contact_id = ANY ($1)
                """, ids)
                .forEach(row -> assertThat(
                                Deeds.some(addresses, row.getUUID("contact_id")).add(row.getString("value")))
                        .as("%s is there once", row.getString("value"))
                        .isTrue());
        crm.rows("""
                SELECT c.contact_id, l.name FROM contact_labels c JOIN labels l ON l.id = c.label_id
                WHERE c.contact_id = ANY ($1)
                """, ids)
                .forEach(row -> Deeds.some(labels, row.getUUID("contact_id")).add(row.getString("name")));
        assertThat(crm.texts("""
                SELECT DISTINCT contact_id FROM contact_info
                WHERE contact_id = ANY ($1) AND is_primary GROUP BY contact_id, type HAVING count(*) > 1
                """, ids).stream().map(UUID::fromString).filter(contact -> !deeds.merged(contact)))
                .as("contacts with two primary addresses or numbers")
                .isEmpty();
    }

    private void load(Row row) {
        UUID contact = row.getUUID("contact_id");
        String value = row.getString("value");
        boolean email = row.getString("type").equals("email");
        assertThat(Deeds.some(email ? addresses : phones, contact).add(value))
                .as("%s is there once", value)
                .isTrue();
        if (email) {
            called.computeIfAbsent(contact, unused -> new HashMap<>()).put(value, row.getString("label"));
        }
    }

    /** @param byContact of every contact the entries that lead to it */
    void judge(Map<UUID, List<Link>> byContact) {
        everyEditStands();
        byContact.forEach((contact, sharing) -> {
            if (stands(contact)) {
                everyValueHasSomebodyBehindIt(contact, sharing);
                if (!deeds.merged(contact)) {
                    allThatSourcesSayIsThere(contact, sharing);
                }
            }
        });
    }

    /** Whether the contact is there and stands for itself. */
    private boolean stands(UUID contact) {
        return contacts.containsKey(contact) && contacts.get(contact).getUUID("merged_into") == null;
    }

    private Set<String> addresses(UUID contact) {
        return addresses.getOrDefault(contact, Set.of());
    }

    private Set<String> phones(UUID contact) {
        return phones.getOrDefault(contact, Set.of());
    }

    private Set<String> labels(UUID contact) {
        return labels.getOrDefault(contact, Set.of());
    }

    private void everyEditStands() {
        deeds.fields.forEach((contact, fields) -> {
            if (stands(contact)) {
                fields.forEach(
                        (column, value) -> assertThat(contacts.get(contact).getString(column))
                                .as("edit of %s", column)
                                .isEqualTo(value));
            }
        });
        deeds.emails.forEach((contact, some) -> {
            if (stands(contact)) {
                assertThat(some).as("addresses by hand").isSubsetOf(addresses(contact));
            }
        });
        deeds.removedEmails.forEach((contact, some) -> {
            if (stands(contact)) {
                assertThat(addresses(contact))
                        .as("addresses taken away by hand")
                        .noneMatch(some::contains);
            }
        });
        deeds.relabelled.forEach((contact, some) -> {
            if (stands(contact)) {
                some.forEach((address, label) -> assertThat(called.get(contact))
                        .as("what humans call addresses")
                        .containsEntry(address, label));
            }
        });
        deeds.labels.forEach((contact, some) -> {
            if (stands(contact)) {
                assertThat(some).as("labels by hand").isSubsetOf(labels(contact));
            }
        });
        deeds.removedLabels.forEach((contact, some) -> {
            if (stands(contact)) {
                assertThat(labels(contact)).as("labels taken off by hand").noneMatch(some::contains);
            }
        });
        deeds.archived.stream()
                .filter(this::stands)
                .forEach(contact -> assertThat(contacts.get(contact).getBoolean("listed"))
                        .as("archived")
                        .isFalse());
    }

    private void everyValueHasSomebodyBehindIt(UUID contact, List<Link> sharing) {
        boolean merged = deeds.merged(contact);
        List<SourceEntry> behind =
                merged ? world.all() : sharing.stream().map(Link::entry).toList();
        Set<String> byHand = byHand(deeds.group(contact));
        // What a source last said before it was deleted stays; what was one with others may have kept what those said.
        Function<SourceEntry, Stream<String>> lists = entry -> merged || entry.deleted
                ? entry.everIdentifiers.stream()
                : Stream.concat(entry.listed().stream(), entry.phones.stream());
        Set<String> identifiers =
                Stream.concat(behind.stream().flatMap(lists), byHand.stream()).collect(Collectors.toSet());
        assertThat(addresses(contact))
                .as("addresses of %s", Oracle.names(sharing))
                .isSubsetOf(identifiers);
        assertThat(phones(contact)).as("numbers of %s", Oracle.names(sharing)).isSubsetOf(identifiers);
        assertThat(labels(contact))
                .as("labels of %s", Oracle.names(sharing))
                .isSubsetOf(Stream.concat(
                                behind.stream()
                                        .flatMap(entry ->
                                                (merged || entry.deleted ? entry.everLabels : entry.labels()).stream()),
                                deeds.group(contact).stream()
                                        .flatMap(one -> deeds.everLabels.getOrDefault(one, Set.of()).stream()))
                        .collect(Collectors.toSet()));
        SAID.forEach((column, said) -> {
            Set<String> values = behind.stream()
                    .flatMap(entry -> merged || entry.deleted ? entry.everSaid.stream() : Stream.of(said.apply(entry)))
                    .collect(Collectors.toCollection(HashSet::new));
            values.addAll(byHand);
            if (column.equals("name")) {
                // Whom nobody named is called by what else is known, or was when it was last read.
                values.addAll(derived(contact));
                behind.forEach(entry -> values.addAll(entry.everIdentifiers));
                behind.forEach(entry -> values.addAll(entry.everSaid));
            }
            values.add(null);
            assertThat(values)
                    .as("%s of %s", column, Oracle.names(sharing))
                    .contains(contacts.get(contact).getString(column));
        });
    }

    private Set<String> byHand(Collection<UUID> group) {
        return group.stream()
                .flatMap(one -> Stream.of(deeds.everWritten, deeds.marked)
                        .flatMap(written -> written.getOrDefault(one, Set.of()).stream()))
                .collect(Collectors.toSet());
    }

    private Set<String> derived(UUID contact) {
        Row row = contacts.get(contact);
        return Stream.of(
                        Stream.of(row.getString("nickname"), row.getString("company"), "Unnamed contact"),
                        addresses(contact).stream(),
                        phones(contact).stream())
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Unless a human once took it away. */
    private void allThatSourcesSayIsThere(UUID contact, List<Link> sharing) {
        List<SourceEntry> live = sharing.stream()
                .map(Link::entry)
                .filter(entry -> !entry.deleted)
                .toList();
        if (live.isEmpty()) {
            return;
        }
        isThere("addresses", sharing, SourceEntry::listed, addresses(contact), deeds.everRemovedEmails.get(contact));
        isThere("labels", sharing, SourceEntry::labels, labels(contact), deeds.everRemovedLabels.get(contact));
        isThere("numbers", sharing, entry -> entry.phones, phones(contact), null);
        SAID.forEach((column, said) -> {
            List<String> values =
                    live.stream().map(said).filter(Objects::nonNull).toList();
            String value = contacts.get(contact).getString(column);
            if (!values.isEmpty() && !Deeds.some(deeds.everFields, contact).contains(column)) {
                assertThat(value).as("%s of %s", column, Oracle.names(sharing)).isIn(values);
            }
        });
    }

    private static void isThere(
            String what,
            List<Link> sharing,
            Function<SourceEntry, Collection<String>> said,
            Set<String> there,
            Set<String> removed) {
        assertThat(sharing.stream()
                        .map(Link::entry)
                        .filter(entry -> !entry.deleted)
                        .flatMap(entry -> said.apply(entry).stream())
                        .filter(value -> removed == null || !removed.contains(value)))
                .as("%s of %s", what, Oracle.names(sharing))
                .isSubsetOf(there);
    }
}
