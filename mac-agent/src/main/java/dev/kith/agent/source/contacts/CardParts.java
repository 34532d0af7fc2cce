package dev.kith.agent.source.contacts;

import dev.kith.agent.sqlite.Schema;
import dev.kith.model.Countries;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Phone;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Opens what a store keeps about a person in tables of their own. */
final class CardParts {

    private static final String OWNER = "ZOWNER";

    private final Connection connection;
    private final Schema schema;
    private final String region;

    CardParts(Connection connection, Schema schema, String region) {
        this.connection = connection;
        this.schema = schema;
        this.region = region;
    }

    ChildRows<Phone> phones() throws SQLException {
        return rows("ZABCDPHONENUMBER", List.of("ZFULLNUMBER", "ZLABEL", "ZISPRIMARY"), row -> {
            String number = CardText.of(row, 2);
            return number == null
                    ? null
                    : new Phone(
                            number, CardText.label(row, 3), row.getInt(4) == 1, PhoneNormalizer.e164(number, region));
        });
    }

    ChildRows<Email> emails() throws SQLException {
        return rows("ZABCDEMAILADDRESS", List.of("ZADDRESS", "ZLABEL", "ZISPRIMARY"), row -> {
            String address = CardText.of(row, 2);
            return address == null
                    ? null
                    : new Email(
                            address, CardText.label(row, 3), row.getInt(4) == 1, EmailNormalizer.normalize(address));
        });
    }

    ChildRows<PostalAddress> addresses() throws SQLException {
        return rows(
                "ZABCDPOSTALADDRESS",
                List.of(
                        "ZSTREET",
                        "ZSUBLOCALITY",
                        "ZCITY",
                        "ZSTATE",
                        "ZZIPCODE",
                        "ZCOUNTRYCODE",
                        "ZCOUNTRYNAME",
                        "ZLABEL",
                        "ZISPRIMARY"),
                CardParts::address);
    }

    private static PostalAddress address(ResultSet row) throws SQLException {
        String code = Countries.code(CardText.of(row, 7));
        String countryName = CardText.of(row, 8);
        PostalAddress address = new PostalAddress(
                CardText.of(row, 2),
                CardText.of(row, 3),
                null,
                CardText.of(row, 4),
                CardText.of(row, 5),
                CardText.of(row, 6),
                code != null ? code : Countries.code(countryName),
                countryName,
                null,
                CardText.label(row, 9),
                row.getInt(10) == 1);
        // A country code alone is what Contacts puts on an address nobody filled in.
        return Stream.of(
                                address.street(),
                                address.street2(),
                                address.city(),
                                address.region(),
                                address.postalCode(),
                                countryName)
                        .allMatch(Objects::isNull)
                ? null
                : address;
    }

    ChildRows<Url> urls() throws SQLException {
        return rows("ZABCDURLADDRESS", List.of("ZURL", "ZLABEL"), row -> {
            String url = CardText.of(row, 2);
            return url == null ? null : new Url(url, CardText.label(row, 3));
        });
    }

    ChildRows<Username> socialProfiles() throws SQLException {
        return rows(
                "ZABCDSOCIALPROFILE", List.of("ZUSERNAME", "ZURLSTRING", "ZUSERIDENTIFIER", "ZSERVICENAME"), row -> {
                    String name = Stream.of(CardText.of(row, 2), CardText.of(row, 3), CardText.of(row, 4))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null);
                    return name == null ? null : new Username(name, lower(CardText.of(row, 5)));
                });
    }

    ChildRows<Username> messagingAddresses() throws SQLException {
        Map<Long, String> services = services();
        return rows("ZABCDMESSAGINGADDRESS", List.of("ZADDRESS", "ZSERVICE"), row -> {
            String address = CardText.of(row, 2);
            return address == null ? null : new Username(address, services.get(row.getLong(3)));
        });
    }

    private Map<Long, String> services() throws SQLException {
        Map<Long, String> services = new HashMap<>();
        if (schema.has("ZABCDSERVICE", "ZSERVICENAME")) {
            try (var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT Z_PK, ZSERVICENAME FROM ZABCDSERVICE")) {
                while (rows.next()) {
                    String name = CardText.of(rows, 2);
                    services.put(rows.getLong(1), name == null ? null : lower(name.replaceFirst("Instant$", "")));
                }
            }
        }
        return services;
    }

    ChildRows<Relation> relations() throws SQLException {
        return rows("ZABCDRELATEDNAME", List.of("ZNAME", "ZLABEL"), row -> {
            String person = CardText.of(row, 2);
            return person == null ? null : new Relation(person, CardText.label(row, 3));
        });
    }

    ChildRows<DateEvent> dates() throws SQLException {
        return rows("ZABCDCONTACTDATE", List.of("ZDATE", "ZLABEL"), row -> {
            double seconds = row.getDouble(2);
            if (row.wasNull()) {
                return null;
            }
            String label = CardText.label(row, 3);
            return CardDays.of(label == null ? "other" : label, seconds);
        });
    }

    ChildRows<CustomField> customFields() throws SQLException {
        if (!schema.has("ZABCDCUSTOMPROPERTY", "ZPROPERTYNAME")) {
            return rows("", List.of(), row -> null);
        }
        Map<Long, String> names = new HashMap<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT Z_PK, ZPROPERTYNAME FROM ZABCDCUSTOMPROPERTY")) {
            while (rows.next()) {
                names.put(rows.getLong(1), CardText.of(rows, 2));
            }
        }
        return rows("ZABCDCUSTOMPROPERTYVALUE", List.of("ZSTRINGVALUE", "ZCUSTOMPROPERTY"), row -> {
            String value = CardText.of(row, 2);
            String name = names.get(row.getLong(3));
            return value == null ? null : new CustomField(name == null ? "custom" : name, value);
        });
    }

    ChildRows<String> notes() throws SQLException {
        return ChildRows.of(connection, schema, "ZABCDNOTE", "ZCONTACT", List.of("ZTEXT"), row -> CardText.of(row, 2));
    }

    private <T> ChildRows<T> rows(String table, List<String> columns, ChildRows.Reader<T> reader) throws SQLException {
        return ChildRows.of(connection, schema, table, OWNER, columns, reader);
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
