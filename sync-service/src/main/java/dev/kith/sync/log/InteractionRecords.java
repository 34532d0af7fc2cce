package dev.kith.sync.log;

import dev.kith.model.CloudEventHeaders;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.MacAccounts;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.AgentRuns;
import dev.kith.sync.interaction.InteractionApplier;
import dev.kith.sync.interaction.InteractionSlice;
import dev.kith.sync.interaction.InteractionSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the interactions topic. */
@ApplicationScoped
class InteractionRecords implements TopicRecords<InteractionSlice.Entry> {

    private static final Set<String> SENDERS = Set.of(AgentRuns.PROVIDER, Accounts.FILE);

    private final InteractionApplier applier;

    InteractionRecords(InteractionApplier applier) {
        this.applier = applier;
    }

    @Override
    public Read<InteractionSlice.Entry> read(ConsumerRecord<byte[], byte[]> source, String topicId) {
        return entry(source, topicId);
    }

    static Read<InteractionSlice.Entry> entry(ConsumerRecord<byte[], byte[]> source, String topicId) {
        return RecordReader.read(
                source,
                CloudEventHeaders.INTERACTION_BATCH_NAME,
                () -> batch(source, topicId, InteractionCodec.read(source.value())));
    }

    @Override
    public Uni<Boolean> apply(Stretch<InteractionSlice.Entry> stretch) {
        return applier.apply(new InteractionSlice(
                stretch.topic(),
                stretch.topicId(),
                stretch.partition(),
                stretch.from(),
                stretch.next(),
                stretch.account(),
                stretch.batches()));
    }

    @Override
    public Uni<Boolean> again(Stretch<InteractionSlice.Entry> stretch) {
        return Multi.createFrom()
                .iterable(stretch.batches())
                .onItem()
                .transformToUniAndConcatenate(entry -> applier.again(stretch.account(), entry))
                .onItem()
                .ignoreAsUni()
                .replaceWith(true);
    }

    private static Read<InteractionSlice.Entry> batch(
            ConsumerRecord<byte[], byte[]> source, String topicId, InteractionCodec.ReadInteractionBatch read) {
        InteractionBatch batch = read.batch();
        if (!RecordReader.complete(batch.run(), batch.provider(), batch.accountId())) {
            return RecordReader.incomplete(source);
        }
        if (!SENDERS.contains(batch.provider())) {
            return new Read.DeadLetter<>(
                    source, "wrong_provider", "Only batches of the providers macos and file may stand on this topic.");
        }
        boolean ofAMac = batch.provider().equals(AgentRuns.PROVIDER);
        if (ofAMac && MacAccounts.machineOf(batch.accountId()).isEmpty()) {
            return RecordReader.noMac(source);
        }
        if (InteractionSource.of(batch.source()).isEmpty()
                || ofAMac && !batch.source().equals(InteractionBatch.IMPORT_IOS)) {
            return new Read.DeadLetter<>(source, "wrong_source", "The batch's source is missing or not its sender's.");
        }
        return RecordReader.batch(
                source,
                new AccountKey(batch.provider(), batch.accountId()),
                batch.run(),
                batch.interactions().size(),
                new InteractionSlice.Entry(batch, RecordReader.position(source, topicId), read.unreadable()));
    }
}
