package dev.kith.sync.backfill.lives;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What humans do in the CRM, each deed remembered. */
final class HumanSteps {

    private final CrmFixture crm;
    private final World world;
    private final Deeds deeds;
    private final People people;
    private final Editing editing;
    private final HumanDecisions decisions;

    HumanSteps(CrmFixture crm, World world, Deeds deeds) {
        this.crm = crm;
        this.world = world;
        this.deeds = deeds;
        this.people = new People(crm);
        this.decisions = new HumanDecisions(people, world, deeds);
        this.editing = new Editing(crm);
    }

    void happen(Step step) {
        switch (step.kind()) {
            case HUMAN_CREATES -> create(step);
            case HUMAN_EDITS -> contact(step).ifPresent(id -> edit(id, step));
            case HUMAN_ADDS_EMAIL -> contact(step).ifPresent(id -> addEmail(id, step.byApi()));
            case HUMAN_REMOVES_EMAIL -> email(step).ifPresent(row -> removeEmail(row, step.byApi()));
            case HUMAN_CORRECTS_EMAIL -> email(step).ifPresent(row -> correctEmail(row, step.byApi()));
            case HUMAN_RELABELS_EMAIL -> email(step).ifPresent(row -> relabelEmail(row, step.byApi()));
            case HUMAN_CORRECTS_ADDRESS -> contact(step).ifPresent(this::correctAddress);
            case HUMAN_REMOVES_EVENT -> contact(step).ifPresent(this::removeEvent);
            case HUMAN_PUTS_LABEL_ON -> contact(step).ifPresent(id -> putLabelOn(id, step));
            case HUMAN_TAKES_LABEL_OFF -> contact(step).ifPresent(id -> takeLabelOff(id, step));
            case HUMAN_ARCHIVES -> contact(step).ifPresent(id -> archive(id, step.byApi()));
            case HUMAN_DELETES -> contact(step).ifPresent(this::delete);
            case HUMAN_ERASES -> contact(step).ifPresent(this::erase);
            case HUMAN_MERGES -> decisions.merge(step);
            case HUMAN_UNDOES -> decisions.undo(step);
            case HUMAN_MERGES_BY_MISTAKE -> decisions.mergeAndUndo(step);
            case HUMAN_ANSWERS -> decisions.answer(step);
            case HUMAN_TAKES_ANSWER_BACK -> decisions.takeBack(step);
            case HUMAN_TAKES_SOURCES -> contact(step).ifPresent(this::takeSources);
            case HUMAN_DISCONNECTS -> disconnect(world.account(step.who()));
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private Optional<UUID> contact(Step step) {
        return pick(people.contacts(world.accounts, deeds.entered.keySet()), step.who());
    }

    static <T> Optional<T> pick(List<T> some, int which) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(Math.floorMod(which, some.size())));
    }

    private Optional<Row> email(Step step) {
        return contact(step)
                .flatMap(id -> pick(
                        crm.rows(
                                "SELECT id, contact_id, value FROM contact_info WHERE contact_id = $1 AND type = 'email' ORDER BY value",
                                id),
                        step.what()));
    }

    private void create(Step step) {
        String name = world.name(step.what());
        if (name != null) {
            String email = step.what() % 3 == 0 ? null : world.email(step.what());
            UUID id = editing.create(name, email, step.byApi());
            deeds.entered.put(id, new Deeds.Entered(Set.of(name), email == null ? Set.of() : Set.of(email)));
            deeds.set(id, "name", name);
            if (email != null) {
                deeds.wrote(id, email);
            }
        }
    }

    private void edit(UUID id, Step step) {
        String column = List.of("company", "nickname", "notes", "name").get(Math.floorMod(step.what(), 4));
        String value = world.next("human-");
        editing.field(id, column, value, step.byApi());
        deeds.set(id, column, value);
    }

    private void addEmail(UUID id, boolean byApi) {
        String value = world.next("human") + "@example.org";
        markedBy(id, one -> editing.addEmail(one, value, byApi));
        deeds.wrote(id, value);
    }

    private void removeEmail(Row row, boolean byApi) {
        UUID id = row.getUUID("contact_id");
        String value = row.getString("value");
        markedBy(id, one -> editing.removeEmail(one, value, byApi));
        deeds.removed(id, value);
        heed(id, value);
    }

    /** Remembers which addresses a deed made the primary one, or no longer that. */
    private void markedBy(UUID id, Consumer<UUID> deed) {
        Map<String, Boolean> before = primaries(id);
        deed.accept(id);
        Map<String, Boolean> after = primaries(id);
        Set<String> marked = new HashSet<>(before.keySet());
        marked.retainAll(after.keySet());
        marked.removeIf(email -> before.get(email).equals(after.get(email)));
        deeds.marked(id, marked);
    }

    private Map<String, Boolean> primaries(UUID id) {
        return crm
                .rows(
                        "SELECT value, is_primary IS TRUE AS is_primary FROM contact_info WHERE contact_id = $1 AND type = 'email'",
                        id)
                .stream()
                .collect(Collectors.toMap(
                        row -> row.getString("value"), row -> row.getBoolean("is_primary"), Boolean::logicalOr));
    }

    private void correctEmail(Row row, boolean byApi) {
        UUID id = row.getUUID("contact_id");
        String value = world.next("human") + "@example.org";
        markedBy(id, one -> editing.correctEmail(one, row.getString("value"), value, byApi));
        deeds.corrected(id, row.getString("value"), value);
        heed(id, row.getString("value"));
    }

    private void relabelEmail(Row row, boolean byApi) {
        UUID id = row.getUUID("contact_id");
        String label = world.next("human-");
        markedBy(id, one -> editing.relabelEmail(one, row.getString("value"), label, byApi));
        deeds.relabelled(id, row.getString("value"), label);
    }

    private void correctAddress(UUID id) {
        pick(crm.rows("SELECT id, line_1 FROM addresses WHERE contact_id = $1 ORDER BY line_1", id), 0)
                .ifPresent(row -> {
                    String street = world.next("human street ");
                    crm.sql("UPDATE addresses SET line_1 = $2 WHERE id = $1", row.getUUID("id"), street);
                    deeds.corrected(id, row.getString("line_1"), street);
                    heed(id, row.getString("line_1"));
                });
    }

    private void removeEvent(UUID id) {
        pick(crm.rows("SELECT id, label FROM important_dates WHERE contact_id = $1 ORDER BY label", id), 0)
                .ifPresent(row -> {
                    crm.sql("DELETE FROM important_dates WHERE id = $1", row.getUUID("id"));
                    deeds.removed(id, row.getString("label"));
                    heed(id, row.getString("label"));
                });
    }

    /** Expects nothing of what a source says already. */
    private void heed(UUID contact, String value) {
        if (world.unread(value)) {
            deeds.mayComeBack(contact, value);
        }
    }

    private void putLabelOn(UUID id, Step step) {
        String label = world.label(step.what());
        if (!people.labels(id).contains(label)) {
            editing.putLabelOn(id, label, step.byApi());
            deeds.putOn(id, label);
        }
    }

    private void takeLabelOff(UUID id, Step step) {
        pick(people.labels(id), step.what()).ifPresent(label -> {
            editing.takeLabelOff(id, label, step.byApi());
            deeds.tookOff(id, label);
            heed(id, label);
        });
    }

    private void archive(UUID id, boolean byApi) {
        editing.archive(id, byApi);
        deeds.archived.add(id);
    }

    private void delete(UUID id) {
        // A contact that others were merged into is not deleted here: what becomes of those is another story.
        if (crm.rows("SELECT 1 FROM contacts WHERE merged_into = $1", id).isEmpty()) {
            crm.sql("DELETE FROM contacts WHERE id = $1", id);
            deeds.deleted.add(id);
        }
    }

    private void erase(UUID id) {
        Set<String> entries = Set.copyOf(crm.texts("""
                SELECT 'source-of-' || external_contact_id FROM contacts_source_links WHERE local_contact_id = $1
                """, id));
        deeds.erasedEntries.addAll(entries);
        world.all().stream().filter(entry -> entries.contains(entry.sourceId)).forEach(entry -> {
            deeds.erasedIdentifiers.addAll(entry.everIdentifiers);
            // Else it would go on as whom the source merged it with since it was last read.
            entry.oldNames.clear();
        });
        deeds.erasedIdentifiers.addAll(crm.texts("""
                SELECT value FROM contact_info
                WHERE contact_id IN (SELECT id FROM contacts WHERE id = $1 OR merged_into = $1)
                """, id));
        people.erase(id);
    }

    private void takeSources(UUID id) {
        people.takeSources(id);
        deeds.gaveWay(id);
    }

    private void disconnect(AccountKey account) {
        if (world.disconnected.add(account)) {
            people.disconnect(account);
        } else {
            connectAgain(account);
        }
    }

    void connectAgain(AccountKey account) {
        if (world.disconnected.remove(account)) {
            people.reconnect(account);
        }
    }
}
