package dev.kith.sync.backfill.lives;

import dev.kith.sync.backfill.AccountKey;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What happens at the sources. */
final class SourceSteps {

    private final World world;
    private final Deeds deeds;

    SourceSteps(World world, Deeds deeds) {
        this.world = world;
        this.deeds = deeds;
    }

    void happen(Step step) {
        AccountKey account = world.account(step.who());
        switch (step.kind()) {
            case ADD -> world.add(account, step.what(), false);
            case ADD_OTHER -> world.add(world.account(step.who() % 2), step.what(), true);
            case EDIT_COMPANY -> edit(step, entry -> entry.company = world.next("Company "));
            case EDIT_NICKNAME -> edit(step, entry -> entry.nickname = world.next("Nick"));
            case CLEAR_COMPANY -> edit(step, entry -> entry.company = null);
            case RENAME_PERSON -> edit(step, entry -> entry.name = world.name(step.what()));
            case ADD_EMAIL -> editAddresses(step, entry -> entry.emails.add(world.email(step.what())));
            case DROP_EMAIL -> editAddresses(step, entry -> drop(entry, step.what()));
            case ADD_PHONE -> edit(step, entry -> entry.phones.add(world.phone(step.what())));
            case RELABEL_EMAILS -> editAddresses(step, entry -> entry.emailLabel = world.next("label-"));
            case MOVE_HOUSE -> editAddresses(step, entry -> entry.street = perhaps(step, "Street "));
            case CHANGE_EVENT -> editAddresses(step, entry -> entry.event = perhaps(step, "Feast "));
            case JOIN_GROUP -> editGroups(step, (entry, group) -> entry.groups.add(group));
            case LEAVE_GROUP -> editGroups(step, (entry, group) -> entry.groups.remove(group));
            case RENAME_GROUP -> group(account, step).ifPresent(group -> group.name = world.label(step.what()));
            case DELETE_GROUP -> group(account, step).ifPresent(group -> delete(account, group, step.what() % 2 == 0));
            case TOUCH -> edit(step, entry -> {});
            case DELETE -> edit(step, entry -> entry.deleted = true);
            case UNDELETE -> undelete(step);
            case NEW_RESOURCE_NAME -> edit(step, this::rename);
            case MERGE_AT_SOURCE -> merge(account, step);
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private void edit(Step step, Consumer<SourceEntry> edit) {
        List<SourceEntry> live = world.live();
        if (!live.isEmpty()) {
            SourceEntry entry = live.get(Math.floorMod(step.who(), live.size()));
            edit.accept(entry);
            entry.touch();
        }
    }

    /** A source that moves may bring back what a human took away. */
    private void editAddresses(Step step, Consumer<SourceEntry> edit) {
        edit(step, edit);
        deeds.removedEmails.clear();
    }

    private String perhaps(Step step, String prefix) {
        return step.what() % 3 == 0 ? null : world.next(prefix);
    }

    /** Those first that people put something else in place of, or made something else of. */
    private void drop(SourceEntry entry, int what) {
        List<String> contested =
                entry.emails.stream().filter(deeds.contested::contains).toList();
        HumanSteps.pick(contested.isEmpty() ? List.copyOf(entry.emails) : contested, what)
                .ifPresent(entry.emails::remove);
    }

    private void editGroups(Step step, BiConsumer<SourceEntry, SourceGroup> edit) {
        List<SourceEntry> live = world.live();
        if (!live.isEmpty()) {
            SourceEntry entry = live.get(Math.floorMod(step.who(), live.size()));
            group(world.accountOf(entry), step).ifPresent(group -> {
                edit.accept(entry, group);
                entry.touch();
            });
        }
    }

    private Optional<SourceGroup> group(AccountKey account, Step step) {
        deeds.removedLabels.clear();
        return HumanSteps.pick(
                world.groups.get(account).stream().filter(SourceGroup::stands).toList(), step.what());
    }

    /** Some sources tell that a group is gone, others only that nobody is in it any more. */
    private void delete(AccountKey account, SourceGroup group, boolean told) {
        group.deleted = told;
        group.toldNoMore = !told;
        world.addGroup(account, world.groups.get(account).size());
        if (!told) {
            world.entries.get(account).stream()
                    .filter(entry -> entry.groups.remove(group))
                    .forEach(SourceEntry::touch);
        }
    }

    private void undelete(Step step) {
        List<SourceEntry> gone =
                world.all().stream().filter(entry -> entry.deleted).toList();
        if (!gone.isEmpty()) {
            SourceEntry entry = gone.get(Math.floorMod(step.who(), gone.size()));
            entry.deleted = false;
            entry.touch();
            deeds.sourceMoved();
        }
    }

    private void rename(SourceEntry entry) {
        entry.oldNames.add(entry.externalId);
        entry.externalId = world.next("c");
    }

    /** One entry takes over the other's values and answers to its name too; some providers give it a new one. */
    private void merge(AccountKey account, Step step) {
        List<SourceEntry> here = world.entries.get(account).stream()
                .filter(entry -> !entry.deleted && !entry.other)
                .toList();
        if (here.size() >= 2) {
            SourceEntry kept = here.get(0);
            SourceEntry gone = here.get(1 + Math.floorMod(step.what(), here.size() - 1));
            kept.emails.addAll(gone.emails);
            kept.phones.addAll(gone.phones);
            kept.groups.addAll(gone.groups);
            if (step.what() % 2 == 1) {
                rename(kept);
            }
            if (kept.wasRead() && !deeds.turnedAway(kept)) {
                // Else it would go on as the other, who is known.
                kept.oldNames.add(gone.externalId);
            }
            kept.touch();
            gone.deleted = true;
            gone.touch();
            deeds.sourceMoved();
        }
    }
}
