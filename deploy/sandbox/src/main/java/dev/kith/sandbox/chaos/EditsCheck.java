package dev.kith.sandbox.chaos;

import dev.kith.sandbox.chaos.Truth.Link;
import dev.kith.sandbox.chaos.Truth.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Fields hold what humans wrote, and where nobody did, what the source says now. */
record EditsCheck(Truth truth, Predicate<Link> whose) implements Oracle.Check {

    private static final String FIELDS = """
            SELECT l.provider, l.account_id, l.external_contact_id, coalesce(c.nickname, '') AS nickname,
                   coalesce(c.job_title, '') AS title, coalesce(c.company, '') AS company,
                   (SELECT string_agg(value, ' ' ORDER BY value) FROM contact_info i
                    WHERE i.contact_id = c.id AND i.type = 'email') AS emails
            FROM contacts_source_links l JOIN contacts c ON c.id = l.local_contact_id
            """;

    @Override
    public List<String> violations(Statement statement) throws SQLException {
        List<String> violations = new ArrayList<>();
        ResultSet rows = statement.executeQuery(FIELDS);
        while (rows.next()) {
            Link link = new Link(
                    rows.getString("provider"), rows.getString("account_id"), rows.getString("external_contact_id"));
            Person person = truth.person(link);
            if (person == null || !whose.test(link)) {
                continue;
            }
            if (!truth.nickname(link).allow(rows.getString("nickname"), "")) {
                violations.add("an edit is lost: " + link + " holds a nickname that nobody gave last");
            }
            if (person.deleted()) {
                continue;
            }
            if (!truth.title(link).allow(rows.getString("title"), person.title())) {
                violations.add("a title is neither what a human wrote last nor what the source says: " + link);
            }
            if (!rows.getString("company").equals(Truth.COMPANY)) {
                violations.add("the company is not the one that the source says: " + link);
            }
            if (!Objects.equals(rows.getString("emails"), person.email())) {
                violations.add("addresses are not the one that the source says: " + link);
            }
        }
        return violations;
    }
}
