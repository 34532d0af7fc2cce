package dev.kith.sync.backfill.lives;

import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactEditor;
import dev.kith.sync.crm.ContactValue.Email;
import dev.kith.sync.crm.ContactValue.Label;
import dev.kith.sync.crm.Contacts;
import dev.kith.sync.crm.EditorFixture;
import dev.kith.sync.crm.Repeatable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How people edit contacts: some through the API, others in the tables. Both count alike. */
final class Editing {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String ACTOR = "key:test";

    private final CrmFixture crm;
    private final Contacts contacts;
    private final ContactEditor editor;

    Editing(CrmFixture crm) {
        this.crm = crm;
        this.contacts = EditorFixture.contacts(crm.pool());
        this.editor = EditorFixture.editor(crm.pool());
    }

    UUID create(String name, String email, boolean byApi) {
        if (byApi) {
            ContactBody body = body(name, null, null, null, email == null ? List.of() : List.of(email(email)));
            return await(editor.create(
                            new ContactEdit(body, Set.of("name", "emails"), null, null),
                            new Repeatable(ACTOR, null, "")))
                    .id();
        }
        UUID id = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, $2)", id, name);
        if (email != null) {
            addEmail(id, email, false);
        }
        return id;
    }

    void field(UUID contact, String column, String value, boolean byApi) {
        if (byApi) {
            switch (column) {
                case "name" -> update(contact, "name", body(value, null, null, null, null));
                case "company" -> update(contact, "organization", body(null, value, null, null, null));
                case "nickname" -> update(contact, "nickname", body(null, null, value, null, null));
                default -> update(contact, "notes", body(null, null, null, value, null));
            }
        } else {
            crm.sql("UPDATE contacts SET " + column + " = $2 WHERE id = $1", contact, value);
        }
    }

    void addEmail(UUID contact, String value, boolean byApi) {
        if (byApi) {
            List<Email> emails = new ArrayList<>(emails(contact));
            emails.add(email(value));
            emails(contact, emails);
        } else {
            crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', $2)", contact, value);
        }
    }

    void removeEmail(UUID contact, String value, boolean byApi) {
        if (byApi) {
            emails(
                    contact,
                    emails(contact).stream()
                            .filter(email -> !email.value().equals(value))
                            .toList());
        } else {
            crm.sql("DELETE FROM contact_info WHERE contact_id = $1 AND type = 'email' AND value = $2", contact, value);
        }
    }

    void correctEmail(UUID contact, String from, String to, boolean byApi) {
        if (byApi) {
            emails(
                    contact,
                    emails(contact).stream()
                            .map(email ->
                                    email.value().equals(from) ? new Email(to, email.label(), email.primary()) : email)
                            .toList());
        } else {
            crm.sql(
                    "UPDATE contact_info SET value = $3 WHERE contact_id = $1 AND type = 'email' AND value = $2",
                    contact,
                    from,
                    to);
        }
    }

    void relabelEmail(UUID contact, String value, String label, boolean byApi) {
        if (byApi) {
            emails(
                    contact,
                    emails(contact).stream()
                            .map(email ->
                                    email.value().equals(value) ? new Email(value, label, email.primary()) : email)
                            .toList());
        } else {
            crm.sql(
                    "UPDATE contact_info SET label = $3 WHERE contact_id = $1 AND type = 'email' AND value = $2",
                    contact,
                    value,
                    label);
        }
    }

    void putLabelOn(UUID contact, String label, boolean byApi) {
        if (byApi) {
            List<Label> labels = new ArrayList<>(labels(contact));
            labels.add(new Label(label));
            labels(contact, labels);
        } else {
            crm.sql("INSERT INTO labels (name) VALUES ($1) ON CONFLICT DO NOTHING", label);
            crm.sql("""
                    INSERT INTO contact_labels (label_id, contact_id) SELECT id, $1 FROM labels WHERE name = $2
                    """, contact, label);
        }
    }

    void takeLabelOff(UUID contact, String label, boolean byApi) {
        if (byApi) {
            labels(
                    contact,
                    labels(contact).stream()
                            .filter(one -> !one.name().equals(label))
                            .toList());
        } else {
            crm.sql("""
                    DELETE FROM contact_labels
                    WHERE contact_id = $1 AND label_id = (SELECT id FROM labels WHERE name = $2)
                    """, contact, label);
        }
    }

    void archive(UUID contact, boolean byApi) {
        if (byApi) {
            await(editor.archive(contact, null, ACTOR));
        } else {
            crm.sql("UPDATE contacts SET listed = false, archived_at = now() WHERE id = $1", contact);
        }
    }

    private List<Email> emails(UUID contact) {
        return await(contacts.find(contact)).orElseThrow().values().emails();
    }

    private void emails(UUID contact, List<Email> emails) {
        update(contact, "emails", body(null, null, null, null, emails));
    }

    private List<Label> labels(UUID contact) {
        return await(contacts.find(contact)).orElseThrow().values().labels();
    }

    private void labels(UUID contact, List<Label> labels) {
        update(contact, "labels", body(null, null, null, null, null, labels));
    }

    private void update(UUID contact, String present, ContactBody body) {
        await(editor.update(contact, new ContactEdit(body, Set.of(present), null, null), ACTOR)
                .map(Optional::orElseThrow));
    }

    private static Email email(String value) {
        return new Email(value, null, false);
    }

    private static ContactBody body(
            String name, String organization, String nickname, String notes, List<Email> emails) {
        return body(name, organization, nickname, notes, emails, null);
    }

    private static ContactBody body(
            String name, String organization, String nickname, String notes, List<Email> emails, List<Label> labels) {
        return new ContactBody(
                null,
                null,
                null,
                nickname,
                name,
                organization,
                null,
                null,
                null,
                null,
                null,
                notes,
                emails,
                null,
                null,
                null,
                null,
                labels);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(TIMEOUT);
    }
}
