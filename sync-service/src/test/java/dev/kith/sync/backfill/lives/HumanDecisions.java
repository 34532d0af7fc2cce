package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.review.ReviewDecision;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What humans decide about who is who and whose word counts, each decision remembered. */
final class HumanDecisions {

    private final People people;
    private final World world;
    private final Deeds deeds;
    private final List<People.MergeRow> merges = new ArrayList<>();

    HumanDecisions(People people, World world, Deeds deeds) {
        this.people = people;
        this.world = world;
        this.deeds = deeds;
    }

    void merge(Step step) {
        pair(step, (survivor, loser) -> merged(new People.MergeRow(people.merge(survivor, loser), survivor, loser)));
    }

    private void merged(People.MergeRow merge) {
        merges.add(merge);
        deeds.merged(merge.survivor(), merge.loser());
    }

    void undo(Step step) {
        HumanSteps.pick(merges, step.who())
                .filter(merge -> people.undo(merge.id()))
                .ifPresent(merge -> {
                    merges.removeIf(merge::equals);
                    deeds.separate(merge.survivor(), merge.loser());
                    deeds.sourceMoved();
                });
    }

    /** Whoever takes a merge back at once finds everything as it was. */
    void mergeAndUndo(Step step) {
        pair(step, (survivor, loser) -> {
            List<String> before = people.dump(survivor, loser);
            people.undo(people.merge(survivor, loser));
            assertThat(people.dump(survivor, loser)).as("merged and undone").isEqualTo(before);
            deeds.separate(survivor, loser);
        });
    }

    private void pair(Step step, BiConsumer<UUID, UUID> deed) {
        List<UUID> contacts = people.contacts(world.accounts, deeds.entered.keySet());
        HumanSteps.pick(contacts, step.who())
                .ifPresent(survivor -> HumanSteps.pick(contacts, step.what())
                        .filter(loser -> !loser.equals(survivor))
                        .ifPresent(loser -> deed.accept(survivor, loser)));
    }

    void answer(Step step) {
        HumanSteps.pick(people.questions(world.accounts, "open"), step.who()).ifPresent(question -> {
            List<ReviewDecision> answers = ReviewDecision.answersTo(question.getString("kind")).stream()
                    .sorted()
                    .toList();
            HumanSteps.pick(answers, step.what())
                    .filter(answer -> people.answer(question.getUUID("id"), answer))
                    .ifPresent(answer -> answered(question, answer));
        });
    }

    private void answered(Row question, ReviewDecision answer) {
        UUID contact = question.getUUID("contact_id");
        switch (answer) {
            case MERGE -> people.lastMerge(contact).ifPresent(this::merged);
            case TAKE_SOURCE ->
                deeds.fields
                        .getOrDefault(contact, new HashMap<>())
                        .remove(question.getJsonObject("evidence").getString("field"));
            case ARCHIVE -> deeds.archived.add(contact);
            case SEPARATE -> {
                if (contact == null) {
                    deeds.sourceMoved();
                } else {
                    candidates(question).stream()
                            .filter(other -> !other.equals(contact))
                            .forEach(other -> deeds.separate(contact, other));
                }
            }
            case KEEP_LOCAL, DISMISS -> {}
        }
    }

    void takeBack(Step step) {
        HumanSteps.pick(people.questions(world.accounts, "resolved"), step.who())
                .filter(question -> people.takeBack(question.getUUID("id")))
                .ifPresent(question -> tookBack(question.getUUID("contact_id"), question.getString("decision")));
    }

    private void tookBack(UUID contact, String decision) {
        switch (decision) {
            case "archive" -> deeds.archived.remove(contact);
            case "separate" -> deeds.forgetSeparations(contact);
            default -> {}
        }
    }

    private static List<UUID> candidates(Row question) {
        return question.getJsonObject("evidence").getJsonArray("candidates", new JsonArray()).stream()
                .map(id -> UUID.fromString(String.valueOf(id)))
                .toList();
    }
}
