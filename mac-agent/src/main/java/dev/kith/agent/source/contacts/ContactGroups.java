package dev.kith.agent.source.contacts;

import dev.kith.agent.source.contacts.ContactEntities.Membership;
import dev.kith.agent.sqlite.Schema;
import dev.kith.model.CanonicalGroup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The groups of a store and who is in them. Smart groups have no members of their own and stay away. */
final class ContactGroups {

    private final Map<Long, CanonicalGroup> byKey = new HashMap<>();
    private final PreparedStatement membersOf;

    private ContactGroups(PreparedStatement membersOf) {
        this.membersOf = membersOf;
    }

    static ContactGroups of(Connection connection, Schema schema, ContactEntities entities) throws SQLException {
        PreparedStatement members = entities.membership().isEmpty()
                ? null
                : connection.prepareStatement(
                        membershipSql(entities.membership().get()));
        ContactGroups groups = new ContactGroups(members);
        if (!entities.groups().isEmpty() && schema.has("ZABCDRECORD", "ZNAME")) {
            groups.read(connection, entities);
        }
        return groups;
    }

    private static String membershipSql(Membership membership) {
        return "SELECT " + membership.groupColumn() + " FROM " + membership.table() + " WHERE "
                + membership.contactColumn() + " = ? ORDER BY 1";
    }

    private void read(Connection connection, ContactEntities entities) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT Z_PK, ZUNIQUEID, ZNAME FROM ZABCDRECORD WHERE Z_ENT IN ("
                        + entities.groupsSql() + ") ORDER BY Z_PK")) {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String id = CardText.of(rows, 2);
                    String name = CardText.of(rows, 3);
                    if (id != null && name != null) {
                        byKey.put(rows.getLong(1), new CanonicalGroup(id, null, name, CanonicalGroup.Kind.USER, false));
                    }
                }
            }
        }
    }

    List<CanonicalGroup> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(CanonicalGroup::externalId))
                .toList();
    }

    List<String> of(long contact) throws SQLException {
        List<String> ids = new ArrayList<>();
        if (membersOf == null || byKey.isEmpty()) {
            return ids;
        }
        membersOf.setLong(1, contact);
        try (ResultSet rows = membersOf.executeQuery()) {
            while (rows.next()) {
                CanonicalGroup group = byKey.get(rows.getLong(1));
                if (group != null) {
                    ids.add(group.externalId());
                }
            }
        }
        return ids;
    }
}
