package dev.kith.agent.source.contacts;

import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.Schema;
import dev.kith.agent.sqlite.SqliteFailures;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the people of one contact store, one at a time. Photos stay where they are. */
public final class ContactReader {

    private static final List<String> COLUMNS = List.of(
            "ZTITLE",
            "ZFIRSTNAME",
            "ZMIDDLENAME",
            "ZLASTNAME",
            "ZSUFFIX",
            "ZNICKNAME",
            "ZORGANIZATION",
            "ZDEPARTMENT",
            "ZJOBTITLE",
            "ZBIRTHDAY",
            "ZEXTERNALUUID");
    private static final int FIRST = 3;

    /** What has no field of its own in the canonical model. */
    private static final List<String> CUSTOM = List.of(
            "ZMAIDENNAME", "ZPHONETICFIRSTNAME", "ZPHONETICMIDDLENAME", "ZPHONETICLASTNAME", "ZPHONETICORGANIZATION");

    private static final List<String> CUSTOM_NAMES = List.of(
            "maiden name",
            "phonetic first name",
            "phonetic middle name",
            "phonetic last name",
            "phonetic organization");

    private final Connection connection;
    private final Schema schema;
    private final ContactEntities entities;
    private final String region;
    private int unreadable;

    /** Fails with {@link dev.kith.agent.sqlite.StoreException} where the store is not one of contacts. */
    public ContactReader(OpenStore store, String region) {
        this.connection = store.connection();
        this.schema = store.schema();
        this.entities = ContactEntities.of(connection, schema);
        this.region = region;
    }

    /** How many people the store holds. */
    public int count() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM ZABCDRECORD WHERE Z_ENT IN (" + entities.peopleSql() + ")")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    public List<CanonicalGroup> groups() {
        try {
            return ContactGroups.of(connection, schema, entities).all();
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    /** How many of the people read so far have no id and were left out. */
    public int unreadable() {
        return unreadable;
    }

    public void forEach(Consumer<CanonicalContact> receiver) {
        CardParts parts = new CardParts(connection, schema, region);
        try (ChildRows<Phone> phones = parts.phones();
                ChildRows<Email> emails = parts.emails();
                ChildRows<PostalAddress> addresses = parts.addresses();
                ChildRows<Url> urls = parts.urls();
                ChildRows<Username> social = parts.socialProfiles();
                ChildRows<Username> messaging = parts.messagingAddresses();
                ChildRows<Relation> relations = parts.relations();
                ChildRows<DateEvent> dates = parts.dates();
                ChildRows<CustomField> custom = parts.customFields();
                ChildRows<String> notes = parts.notes();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql())) {
            ContactGroups groups = ContactGroups.of(connection, schema, entities);
            while (rows.next()) {
                long key = rows.getLong(1);
                String id = CardText.of(rows, 2);
                if (id == null) {
                    unreadable++;
                    continue;
                }
                List<DateEvent> days = dates.of(key);
                receiver.accept(named(id, rows)
                        .phones(phones.of(key))
                        .emails(emails.of(key))
                        .addresses(addresses.of(key))
                        .urls(urls.of(key))
                        .usernames(joined(social.of(key), messaging.of(key)))
                        .relations(relations.of(key))
                        .anniversaries(days.stream()
                                .filter(ContactReader::isAnniversary)
                                .toList())
                        .events(days.stream().filter(day -> !isAnniversary(day)).toList())
                        .customFields(joined(customOf(rows), custom.of(key)))
                        .notes(notes.of(key).stream().findFirst().orElse(null))
                        .groupMemberships(groups.of(key))
                        .build());
            }
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    private String sql() {
        StringBuilder sql = new StringBuilder("SELECT r.Z_PK, r.ZUNIQUEID");
        Stream.concat(COLUMNS.stream(), CUSTOM.stream())
                .forEach(column -> sql.append(", ").append(schema.optional("r", "ZABCDRECORD", column)));
        return sql.append(" FROM ZABCDRECORD r WHERE r.Z_ENT IN (")
                .append(entities.peopleSql())
                .append(") ORDER BY r.Z_PK")
                .toString();
    }

    private static CanonicalContactBuilder named(String id, ResultSet row) throws SQLException {
        String externalUuid = CardText.of(row, FIRST + 10);
        CanonicalContactBuilder contact = CanonicalContact.builder(id)
                .uid(externalUuid != null ? externalUuid : id.replaceFirst(":ABPerson$", ""))
                .namePrefix(CardText.of(row, FIRST))
                .firstName(CardText.of(row, FIRST + 1))
                .middleName(CardText.of(row, FIRST + 2))
                .lastName(CardText.of(row, FIRST + 3))
                .nameSuffix(CardText.of(row, FIRST + 4))
                .nickname(CardText.of(row, FIRST + 5));
        String organization = CardText.of(row, FIRST + 6);
        String department = CardText.of(row, FIRST + 7);
        String title = CardText.of(row, FIRST + 8);
        if (Stream.of(organization, department, title).anyMatch(Objects::nonNull)) {
            contact.organizations(List.of(new Organization(organization, department, title, true)));
        }
        double birthday = row.getDouble(FIRST + 9);
        DateEvent day = row.wasNull() ? null : CardDays.of("birthday", birthday);
        if (day != null) {
            contact.birthdays(List.of(day));
        }
        return contact;
    }

    private static List<CustomField> customOf(ResultSet row) throws SQLException {
        List<CustomField> fields = new ArrayList<>();
        for (int i = 0; i < CUSTOM.size(); i++) {
            String value = CardText.of(row, FIRST + COLUMNS.size() + i);
            if (value != null) {
                fields.add(new CustomField(CUSTOM_NAMES.get(i), value));
            }
        }
        return fields;
    }

    private static boolean isAnniversary(DateEvent day) {
        return "anniversary".equals(day.label());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
