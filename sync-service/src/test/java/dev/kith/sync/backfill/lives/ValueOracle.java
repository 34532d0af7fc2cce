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
    private final Map<UUID, Set<String>> emails = new HashMap<>();
    private final Map<UUID, Set<String>> phones = new HashMap<>();

    ValueOracle(CrmFixture crm, World world, Deeds deeds, Map<UUID, Row> contacts) {
        this.world = world;
        this.deeds = deeds;
        this.contacts = contacts;
        crm.rows("SELECT contact_id, type, value FROM contact_info WHERE contact_id = ANY ($1)", (Object)
                        contacts.keySet().toArray(UUID[]::new))
                .forEach(row -> assertThat((row.getString("type").equals("email") ? emails : phones)
                                .computeIfAbsent(row.getUUID("contact_id"), unused -> new HashSet<>())
                                .add(row.getString("value")))
                        .as("%s is there once", row.getString("value"))
                        .isTrue());
    }

    /** @param byContact of every contact the entries that lead to it */
    void judge(Map<UUID, List<Link>> byContact) {
        everyEditStands();
        byContact.forEach((contact, sharing) -> {
            if (stands(contact)) {
                everyValueHasSomebodyBehindIt(contact, sharing);
                if (!deeds.touched(contact)) {
                    allThatSourcesSayIsThere(contact, sharing);
                }
            }
        });
    }

    /** Whether the contact is there and stands for itself. */
    private boolean stands(UUID contact) {
        return contacts.containsKey(contact) && contacts.get(contact).getUUID("merged_into") == null;
    }

    private Set<String> emails(UUID contact) {
        return emails.getOrDefault(contact, Set.of());
    }

    private Set<String> phones(UUID contact) {
        return phones.getOrDefault(contact, Set.of());
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
                assertThat(emails(contact)).as("addresses by hand").containsAll(some);
            }
        });
        deeds.removedEmails.forEach((contact, some) -> {
            if (stands(contact)) {
                assertThat(emails(contact)).as("addresses taken away by hand").doesNotContainAnyElementsOf(some);
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
                : Stream.concat(entry.emails.stream(), entry.phones.stream());
        Set<String> identifiers =
                Stream.concat(behind.stream().flatMap(lists), byHand.stream()).collect(Collectors.toSet());
        assertThat(emails(contact)).as("addresses of %s", Oracle.names(sharing)).isSubsetOf(identifiers);
        assertThat(phones(contact)).as("numbers of %s", Oracle.names(sharing)).isSubsetOf(identifiers);
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
                        emails(contact).stream(),
                        phones(contact).stream())
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void allThatSourcesSayIsThere(UUID contact, List<Link> sharing) {
        List<SourceEntry> live = sharing.stream()
                .map(Link::entry)
                .filter(entry -> !entry.deleted)
                .toList();
        if (live.isEmpty()) {
            return;
        }
        assertThat(emails(contact))
                .as("addresses of %s", Oracle.names(sharing))
                .containsAll(
                        live.stream().flatMap(entry -> entry.emails.stream()).toList());
        assertThat(phones(contact))
                .as("numbers of %s", Oracle.names(sharing))
                .containsAll(
                        live.stream().flatMap(entry -> entry.phones.stream()).toList());
        SAID.forEach((column, said) -> {
            List<String> values =
                    live.stream().map(said).filter(Objects::nonNull).toList();
            String value = contacts.get(contact).getString(column);
            if (!values.isEmpty()) {
                assertThat(value).as("%s of %s", column, Oracle.names(sharing)).isIn(values);
            }
        });
    }
}
