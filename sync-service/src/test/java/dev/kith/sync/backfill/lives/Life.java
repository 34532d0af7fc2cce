package dev.kith.sync.backfill.lives;

import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.review.ReviewDecision;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lives a life: lets its steps happen at the sources and in the CRM, and remembers what humans did. */
final class Life {

    final World world;
    /** Fields humans set, by contact and column. */
    final Map<UUID, Map<String, String>> humanFields = new HashMap<>();
    /** Addresses humans wrote. */
    final Map<UUID, Set<String>> humanEmails = new HashMap<>();
    /** Addresses humans took away and no source brought again. */
    final Map<UUID, Set<String>> removedEmails = new HashMap<>();

    /** Contacts of which a human took something away. */
    final Set<UUID> touched = new HashSet<>();

    final Set<UUID> humanDeleted = new HashSet<>();
    final Set<UUID> archived = new HashSet<>();
    /** Contacts that were one at some time because a human said so. */
    final List<Set<UUID>> mergedByHand = new ArrayList<>();

    private final CrmFixture crm;
    private final People people;
    private final List<UUID> merges = new ArrayList<>();

    Life(CrmFixture crm, People people, long number) {
        this.crm = crm;
        this.people = people;
        this.world = new World(crm, number);
    }

    void live(List<Step> steps) {
        steps.forEach(this::happen);
    }

    /** Reads everything once more, as a full refresh does. */
    void settle() {
        world.accounts.forEach(account -> world.sync(account, SyncMode.FULL, false));
    }

    private void happen(Step step) {
        AccountKey account = world.account(step.who());
        switch (step.kind()) {
            case ADD -> world.add(account, step.what());
            case SYNC -> world.sync(account, SyncMode.INCREMENTAL, false);
            case SYNC_FULL -> world.sync(account, SyncMode.FULL, false);
            case SYNC_TWICE_DELIVERED -> world.sync(account, SyncMode.INCREMENTAL, true);
            case EDIT_COMPANY -> edit(step, entry -> entry.company = world.next("Company "));
            case EDIT_NICKNAME -> edit(step, entry -> entry.nickname = world.next("Nick"));
            case CLEAR_COMPANY -> edit(step, entry -> entry.company = null);
            case RENAME_PERSON -> edit(step, entry -> entry.name = world.name(step.what()));
            case ADD_EMAIL -> edit(step, entry -> entry.emails.add(world.email(step.what())));
            case DROP_EMAIL ->
                edit(step, entry -> entry.emails.removeIf(email -> email.equals(world.email(step.what()))));
            case ADD_PHONE -> edit(step, entry -> entry.phones.add(world.phone(step.what())));
            case TOUCH -> edit(step, entry -> {});
            case DELETE -> edit(step, entry -> entry.deleted = true);
            case UNDELETE -> undelete(step);
            case NEW_RESOURCE_NAME ->
                edit(step, entry -> {
                    entry.oldName = entry.externalId;
                    entry.externalId = world.next("c");
                });
            case MERGE_AT_SOURCE -> mergeAtSource(account, step);
            case HUMAN_EDITS -> contact(step).ifPresent(id -> humanEdits(id, step.what()));
            case HUMAN_ADDS_EMAIL -> contact(step).ifPresent(this::humanAddsEmail);
            case HUMAN_REMOVES_EMAIL -> email(step).ifPresent(this::humanRemovesEmail);
            case HUMAN_CORRECTS_EMAIL -> email(step).ifPresent(this::humanCorrectsEmail);
            case HUMAN_ARCHIVES -> contact(step).ifPresent(this::humanArchives);
            case HUMAN_DELETES -> contact(step).ifPresent(this::humanDeletes);
            case HUMAN_MERGES -> humanMerges(step);
            case HUMAN_UNDOES -> humanUndoes(step);
            case HUMAN_ANSWERS -> humanAnswers(step);
        }
    }

    private interface Edit {
        void on(SourceEntry entry);
    }

    private void edit(Step step, Edit edit) {
        List<SourceEntry> live = world.live();
        if (!live.isEmpty()) {
            SourceEntry entry = live.get(Math.floorMod(step.who(), live.size()));
            edit.on(entry);
            entry.touch();
            // A source that moves may bring back what a human took away.
            removedEmails.clear();
        }
    }

    private void undelete(Step step) {
        List<SourceEntry> gone =
                world.all().stream().filter(entry -> entry.deleted).toList();
        if (!gone.isEmpty()) {
            SourceEntry entry = gone.get(Math.floorMod(step.who(), gone.size()));
            entry.deleted = false;
            entry.touch();
            removedEmails.clear();
        }
    }

    private void mergeAtSource(AccountKey account, Step step) {
        List<SourceEntry> here = world.entries.get(account).stream()
                .filter(entry -> !entry.deleted)
                .toList();
        if (here.size() >= 2) {
            SourceEntry kept = here.get(0);
            SourceEntry gone = here.get(1 + Math.floorMod(step.what(), here.size() - 1));
            kept.emails.addAll(gone.emails);
            kept.phones.addAll(gone.phones);
            kept.touch();
            gone.deleted = true;
            gone.touch();
            removedEmails.clear();
        }
    }

    private Optional<UUID> contact(Step step) {
        List<UUID> contacts = people.contacts(world.accounts);
        return contacts.isEmpty()
                ? Optional.empty()
                : Optional.of(contacts.get(Math.floorMod(step.who(), contacts.size())));
    }

    private Optional<Row> email(Step step) {
        return contact(step).flatMap(id -> {
            List<Row> rows = crm.rows(
                    "SELECT id, contact_id, value FROM contact_info WHERE contact_id = $1 AND type = 'email' ORDER BY value",
                    id);
            return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(Math.floorMod(step.what(), rows.size())));
        });
    }

    private void humanEdits(UUID id, int what) {
        String column = List.of("company", "nickname", "notes").get(Math.floorMod(what, 3));
        String value = world.next("human-");
        crm.sql("UPDATE contacts SET " + column + " = $2 WHERE id = $1", id, value);
        humanFields.computeIfAbsent(id, unused -> new HashMap<>()).put(column, value);
    }

    private void humanAddsEmail(UUID id) {
        String value = world.next("human") + "@example.org";
        crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', $2)", id, value);
        humanEmails.computeIfAbsent(id, unused -> new HashSet<>()).add(value);
    }

    private void humanRemovesEmail(Row row) {
        UUID id = row.getUUID("contact_id");
        String value = row.getString("value");
        crm.sql("DELETE FROM contact_info WHERE id = $1", row.getUUID("id"));
        touched.add(id);
        humanEmails.getOrDefault(id, new HashSet<>()).remove(value);
        if (!value.endsWith("@example.org")) {
            removedEmails.computeIfAbsent(id, unused -> new HashSet<>()).add(value);
        }
    }

    private void humanCorrectsEmail(Row row) {
        UUID id = row.getUUID("contact_id");
        String value = world.next("human") + "@example.org";
        crm.sql("UPDATE contact_info SET value = $2 WHERE id = $1", row.getUUID("id"), value);
        touched.add(id);
        humanEmails.getOrDefault(id, new HashSet<>()).remove(row.getString("value"));
        humanEmails.computeIfAbsent(id, unused -> new HashSet<>()).add(value);
    }

    private void humanArchives(UUID id) {
        crm.sql("UPDATE contacts SET listed = false, archived_at = now() WHERE id = $1", id);
        archived.add(id);
    }

    private void humanDeletes(UUID id) {
        // A contact that others were merged into is not deleted here: what becomes of those is another story.
        if (crm.rows("SELECT 1 FROM contacts WHERE merged_into = $1", id).isEmpty()) {
            crm.sql("DELETE FROM contacts WHERE id = $1", id);
            humanDeleted.add(id);
        }
    }

    private void humanMerges(Step step) {
        List<UUID> contacts = people.contacts(world.accounts);
        if (contacts.size() >= 2) {
            UUID survivor = contacts.get(Math.floorMod(step.who(), contacts.size()));
            UUID loser = contacts.get(Math.floorMod(step.what(), contacts.size()));
            if (!survivor.equals(loser)) {
                merged(people.merge(survivor, loser), survivor, loser);
            }
        }
    }

    private void merged(UUID merge, UUID survivor, UUID loser) {
        merges.add(merge);
        Set<UUID> group = new HashSet<>(Set.of(survivor, loser));
        mergedByHand.stream()
                .filter(other -> !Collections.disjoint(other, group))
                .toList()
                .forEach(other -> {
                    group.addAll(other);
                    mergedByHand.remove(other);
                });
        mergedByHand.add(group);
        removedEmails.clear();
    }

    private void humanUndoes(Step step) {
        if (!merges.isEmpty()) {
            UUID merge = merges.get(Math.floorMod(step.who(), merges.size()));
            if (people.undo(merge)) {
                merges.remove(merge);
                removedEmails.clear();
            }
        }
    }

    private void humanAnswers(Step step) {
        List<Row> questions = people.questions(world.accounts);
        if (questions.isEmpty()) {
            return;
        }
        Row question = questions.get(Math.floorMod(step.who(), questions.size()));
        List<ReviewDecision> answers = ReviewDecision.answersTo(question.getString("kind")).stream()
                .sorted()
                .toList();
        ReviewDecision answer = answers.get(Math.floorMod(step.what(), answers.size()));
        UUID contact = question.getUUID("contact_id");
        if (!people.answer(question.getUUID("id"), answer)) {
            return;
        }
        switch (answer) {
            case MERGE ->
                people.lastMerge(contact).ifPresent(merge -> merged(merge.id(), merge.survivor(), merge.loser()));
            case TAKE_SOURCE ->
                humanFields
                        .getOrDefault(contact, new HashMap<>())
                        .remove(question.getJsonObject("evidence").getString("field"));
            case ARCHIVE -> archived.add(contact);
            case SEPARATE -> {
                if (contact == null) {
                    removedEmails.clear();
                }
            }
            case KEEP_LOCAL, DISMISS -> {}
        }
    }
}
