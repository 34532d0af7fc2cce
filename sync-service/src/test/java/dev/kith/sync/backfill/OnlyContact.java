package dev.kith.sync.backfill;

import java.util.List;

/** What the CRM says of the one contact it has. */
record OnlyContact(CrmFixture crm) {

    String name() {
        return crm.one("SELECT name FROM contacts").getString(0);
    }

    String company() {
        return crm.one("SELECT company FROM contacts").getString(0);
    }

    List<String> emails() {
        return crm.texts("SELECT value FROM contact_info WHERE type = 'email'");
    }

    List<String> primaryEmails() {
        return crm.texts("SELECT value FROM contact_info WHERE type = 'email' AND is_primary");
    }

    List<String> activity() {
        return crm.texts("SELECT type FROM activity_feed ORDER BY created_at, type");
    }

    /** The source that may write a field. */
    String owner(String field) {
        return crm.one("SELECT document #>> ARRAY['fields', '" + field + "', 'owner'] FROM contacts_provenance")
                .getString(0);
    }

    /** {@code base|local|source} of each question about a field. */
    List<String> conflicts(String status) {
        return crm.texts(
                "SELECT concat_ws('|', evidence ->> 'base', evidence ->> 'local', evidence ->> 'source')"
                        + " FROM contacts_review_items WHERE kind = 'field_conflict' AND status = $1",
                status);
    }
}
