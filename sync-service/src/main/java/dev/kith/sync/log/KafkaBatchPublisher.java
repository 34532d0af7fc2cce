package dev.kith.sync.log;

import dev.kith.model.BatchSplitter;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes pages of contacts to {@value Topics#CONTACTS}, in parts that fit a record, in order; interactions to theirs. */
@ApplicationScoped
class KafkaBatchPublisher implements BatchPublisher {

    private final MutinyEmitter<byte[]> contacts;
    private final LogSender sender;
    private final ErasureFilter erased;
    private final OversizedContacts oversized;
    private final Supplier<UUID> ids;
    private final Clock clock;

    KafkaBatchPublisher(
            @Channel("contacts-out") MutinyEmitter<byte[]> contacts,
            LogSender sender,
            ErasureFilter erased,
            OversizedContacts oversized,
            Supplier<UUID> ids,
            Clock clock) {
        this.contacts = contacts;
        this.sender = sender;
        this.erased = erased;
        this.oversized = oversized;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Uni<Void> publish(SourceAccount account, ContactBatch page) {
        return page.contacts().isEmpty()
                ? send(account, page)
                : erased.without(page).chain(rest -> send(account, rest));
    }

    private Uni<Void> send(SourceAccount account, ContactBatch page) {
        BatchSplitter.Split split = BatchSplitter.split(page);
        // Sent without waiting for one another, so that they come to be applied together; the producer keeps their
        // order.
        return oversized
                .setAside(account, page, split.oversized())
                .chain(() -> Uni.join()
                        .all(split.parts().stream()
                                .map(part -> send(account, part))
                                .toList())
                        .andCollectFailures())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> publish(SourceAccount account, InteractionBatch batch) {
        return sender.send(
                Topics.INTERACTIONS,
                account.key(),
                CloudEventHeaders.interactionBatch(ids.get(), account.id(), clock.instant()),
                InteractionCodec.write(batch));
    }

    private Uni<Void> send(SourceAccount account, byte[] value) {
        return contacts.sendMessage(LogSender.message(
                Topics.CONTACTS,
                account.key(),
                CloudEventHeaders.contactBatch(ids.get(), account.id(), clock.instant()),
                value));
    }
}
