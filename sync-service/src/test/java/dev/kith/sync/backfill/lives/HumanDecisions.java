package dev.kith.sync.backfill.lives;

import dev.kith.sync.review.ReviewDecision;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** What humans decide about who is who and whose word counts, each decision remembered. */
final class HumanDecisions {

    private final People people;
    private final World world;
    private final Deeds deeds;
    private final List<UUID> merges = new ArrayList<>();

    HumanDecisions(People people, World world, Deeds deeds) {
        this.people = people;
        this.world = world;
        this.deeds = deeds;
    }

    void merge(Step step) {
        List<UUID> contacts = people.contacts(world.accounts, deeds.entered.keySet());
        HumanSteps.pick(contacts, step.who())
                .ifPresent(survivor -> HumanSteps.pick(contacts, step.what())
                        .filter(loser -> !loser.equals(survivor))
                        .ifPresent(loser -> merged(people.merge(survivor, loser), survivor, loser)));
    }

    private void merged(UUID merge, UUID survivor, UUID loser) {
        merges.add(merge);
        deeds.merged(survivor, loser);
    }

    void undo(Step step) {
        HumanSteps.pick(merges, step.who()).filter(people::undo).ifPresent(merge -> {
            merges.remove(merge);
            deeds.removedEmails.clear();
        });
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
            case MERGE ->
                people.lastMerge(contact).ifPresent(merge -> merged(merge.id(), merge.survivor(), merge.loser()));
            case TAKE_SOURCE ->
                deeds.fields
                        .getOrDefault(contact, new HashMap<>())
                        .remove(question.getJsonObject("evidence").getString("field"));
            case ARCHIVE -> deeds.archived.add(contact);
            case SEPARATE -> {
                if (contact == null) {
                    deeds.removedEmails.clear();
                }
            }
            case KEEP_LOCAL, DISMISS -> {}
        }
    }

    void takeBack(Step step) {
        HumanSteps.pick(people.questions(world.accounts, "resolved"), step.who())
                .filter(question -> people.takeBack(question.getUUID("id")))
                .filter(question -> "archive".equals(question.getString("decision")))
                .ifPresent(question -> deeds.archived.remove(question.getUUID("contact_id")));
    }
}
