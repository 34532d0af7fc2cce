package dev.kith.agent.sync;

import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a run printed as batches. */
public record Sent(List<ContactBatch> contactBatches, List<InteractionBatch> interactionBatches) {

    public static Sent of(Outcome outcome) {
        List<ContactBatch> contacts = new ArrayList<>();
        List<InteractionBatch> interactions = new ArrayList<>();
        outcome.out().lines().forEach(line -> {
            byte[] value = line.getBytes(StandardCharsets.UTF_8);
            if (line.contains("\"source\":\"IMPORT_IOS\"")) {
                interactions.add(InteractionCodec.read(value).batch());
            } else {
                contacts.add(BatchCodec.readContactBatch(value).batch());
            }
        });
        return new Sent(contacts, interactions);
    }

    public List<CanonicalContact> contacts() {
        return contactBatches.stream()
                .flatMap(batch -> batch.contacts().stream())
                .toList();
    }

    public List<String> contactIds() {
        return contacts().stream().map(CanonicalContact::externalId).toList();
    }

    public List<Interaction> interactions() {
        return interactionBatches.stream()
                .flatMap(batch -> batch.interactions().stream())
                .toList();
    }

    public List<String> interactionIds() {
        return interactions().stream().map(Interaction::externalId).toList();
    }

    public boolean isEmpty() {
        return contactBatches.isEmpty() && interactionBatches.isEmpty();
    }
}
