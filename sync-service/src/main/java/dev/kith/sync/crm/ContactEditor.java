package dev.kith.sync.crm;

import dev.kith.model.EmailNormalizer;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.identity.IdentityKeys;
import dev.kith.sync.backfill.write.AdvisoryLocks;
import dev.kith.sync.backfill.write.Decisions;
import dev.kith.sync.crm.ContactValue.Email;
import dev.kith.sync.crm.ContactValue.Phone;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes, changes and archives contacts on behalf of people. Each call is one transaction. */
@ApplicationScoped
public class ContactEditor {

    private static final String LOCK =
            "SELECT id, updated_at FROM contacts WHERE id = (" + Contacts.SURVIVOR + ") FOR UPDATE";
    private static final String TOUCH = "UPDATE contacts SET updated_at = now() WHERE id = $1";
    /** A name made of other values stays nobody's when an edit of those makes another of it. */
    private static final String STILL_UNNAMED = """
            UPDATE contacts_provenance SET document = jsonb_set(document, '{fields,name,base}', to_jsonb($2::text))
            WHERE contact_id = $1 AND document #>> '{fields,name,rule}' = 'derived'
              AND document #>> '{fields,name,base}' = $3
            """;

    private static final String ARCHIVE = """
            UPDATE contacts SET listed = false, archived_at = now(), updated_at = now()
            WHERE id = $1 AND (listed OR archived_at IS NULL)
            """;
    private static final String RESTORE = """
            UPDATE contacts SET listed = true, archived_at = NULL, updated_at = now()
            WHERE id = $1 AND (NOT listed OR archived_at IS NOT NULL)
            """;

    private final Pool pool;
    private final Contacts contacts;
    private final String region;

    ContactEditor(Pool pool, Contacts contacts, DefaultRegion region) {
        this.pool = pool;
        this.contacts = contacts;
        this.region = region.code();
    }

    /**
     * Fails with {@link InvalidContactException} when the contact cannot be kept.
     *
     * @param request under whose key the contact is made only once
     */
    public Uni<ContactView> create(ContactEdit edit, Repeatable request) {
        ContactRules.checkNew(edit.values());
        ContactDraft draft = ContactDraft.of(edit, null, region);
        return pool.withTransaction(connection -> request.once(
                        connection,
                        () -> make(connection, draft)
                                .call(id -> Decisions.note(connection, Decisions.CREATE, id, edit, request.caller()))))
                .chain(made -> contacts.find(made.id()))
                .map(Optional::orElseThrow);
    }

    private static Uni<UUID> make(SqlConnection connection, ContactDraft draft) {
        return AdvisoryLocks.take(connection, keys(draft).stripes())
                .chain(() -> insert(connection, draft))
                .call(id -> new ContactLists(connection, id).replace(draft));
    }

    /**
     * Changes what was sent; empty when there is no such contact. Fails with {@link ContactChangedException} when the
     * sender knew an older state.
     *
     * @param actor who edits, for the contact's history
     */
    public Uni<Optional<ContactView>> update(UUID id, ContactEdit edit, String actor) {
        ContactRules.checkEdit(edit.values());
        return pool.withTransaction(connection -> lock(connection, id, edit)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<ContactView>empty())
                        : contacts.find(connection, found.get())
                                .map(Optional::orElseThrow)
                                .invoke(view -> ContactVersion.require(view, edit.versions()))
                                .chain(view -> apply(connection, view, edit, actor))
                                .chain(() -> contacts.find(connection, found.get()))));
    }

    /**
     * Takes the contact out of all lists; nothing of it is deleted. Empty when there is no such contact. Fails with
     * {@link ContactChangedException} when the sender knew an older state.
     *
     * @param versions the states it may be in, as an {@code If-Match} header has them; {@code null} for any
     * @param actor who archives it
     */
    public Uni<Optional<ContactView>> archive(UUID id, String versions, String actor) {
        return decided(id, versions, actor, Decisions.ARCHIVE, ARCHIVE);
    }

    /**
     * Takes an archived contact back into all lists. Empty when there is no such contact.
     *
     * @param actor who takes it back
     */
    public Uni<Optional<ContactView>> restore(UUID id, String actor) {
        return decided(id, null, actor, Decisions.RESTORE, RESTORE);
    }

    private Uni<Optional<ContactView>> decided(UUID id, String versions, String actor, String decision, String update) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(id))
                .chain(() -> contacts.find(connection, id))
                .invoke(found -> found.ifPresent(view -> ContactVersion.require(view, versions)))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : connection
                                .preparedQuery(update)
                                .execute(Tuple.of(found.get().id()))
                                .chain(() -> Decisions.note(
                                        connection, decision, found.get().id(), Map.of(), actor))
                                .chain(() -> contacts.find(connection, id))));
    }

    /** The same inside the caller's transaction. */
    public static Uni<Void> archive(SqlConnection connection, UUID id) {
        return connection.preparedQuery(ARCHIVE).execute(Tuple.of(id)).replaceWithVoid();
    }

    private static Uni<Optional<UUID>> lock(SqlConnection connection, UUID id, ContactEdit edit) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(id)).map(rows -> {
            if (!rows.iterator().hasNext()) {
                return Optional.empty();
            }
            var row = rows.iterator().next();
            var updated = Rows.instant(row, "updated_at");
            if (edit.expected() != null && !edit.expected().equals(updated)) {
                throw new ContactChangedException();
            }
            return Optional.of(row.getUUID("id"));
        });
    }

    private Uni<Void> apply(SqlConnection connection, ContactView view, ContactEdit edit, String actor) {
        ContactDraft draft = ContactDraft.of(edit, view.values(), region);
        return set(connection, view.id(), draft.fields())
                .chain(() -> draft.unnamed()
                        ? stayUnnamed(connection, view, draft)
                        : Uni.createFrom().voidItem())
                .chain(() -> EditHistory.keep(connection, view, draft, actor))
                .chain(() -> new ContactLists(connection, view.id()).replace(draft))
                .chain(touched -> touched == 0 || !draft.fields().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(TOUCH)
                                .execute(Tuple.of(view.id()))
                                .replaceWithVoid());
    }

    private static Uni<Void> stayUnnamed(SqlConnection connection, ContactView view, ContactDraft draft) {
        return connection
                .preparedQuery(STILL_UNNAMED)
                .execute(Tuple.of(
                        view.id(),
                        draft.fields().get(ContactField.NAME),
                        view.values().name()))
                .replaceWithVoid();
    }

    private static Uni<Void> set(SqlConnection connection, UUID id, Map<ContactField, String> fields) {
        if (fields.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<ContactField> changed = List.copyOf(fields.keySet());
        String columns = IntStream.range(0, changed.size())
                .mapToObj(i -> changed.get(i).column() + " = $" + (i + 2))
                .collect(Collectors.joining(", "));
        List<Object> arguments = new ArrayList<>();
        arguments.add(id);
        changed.forEach(field -> arguments.add(fields.get(field)));
        return connection
                .preparedQuery("UPDATE contacts SET " + columns + ", updated_at = now() WHERE id = $1")
                .execute(Tuple.tuple(arguments))
                .replaceWithVoid();
    }

    private static Uni<UUID> insert(SqlConnection connection, ContactDraft draft) {
        List<ContactField> set = List.copyOf(draft.fields().keySet());
        String columns = set.stream().map(ContactField::column).collect(Collectors.joining(", "));
        String values =
                IntStream.rangeClosed(1, set.size()).mapToObj(i -> "$" + i).collect(Collectors.joining(", "));
        List<Object> arguments = new ArrayList<>();
        set.forEach(field -> arguments.add(draft.fields().get(field)));
        return connection
                .preparedQuery("INSERT INTO contacts (" + columns + ") VALUES (" + values + ") RETURNING id")
                .execute(Tuple.tuple(arguments))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    /** By what a source's entry for the same person would be recognised. */
    private static IdentityKeys keys(ContactDraft draft) {
        String email = draft.emails().stream()
                .findFirst()
                .map(Email::value)
                .map(EmailNormalizer::normalize)
                .orElse(null);
        List<String> phones = draft.phones().stream()
                .map(Phone::e164)
                .filter(Objects::nonNull)
                .toList();
        return new IdentityKeys(null, email, phones, draft.fields().get(ContactField.NAME), null);
    }
}
