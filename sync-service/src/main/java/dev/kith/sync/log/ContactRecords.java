package dev.kith.sync.log;

import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.account.MacAccounts;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.apply.BatchApplier;
import dev.kith.sync.backfill.apply.ContactRedrive;
import dev.kith.sync.backfill.write.AgentRuns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the contacts topics. */
@ApplicationScoped
class ContactRecords implements TopicRecords<Slice.Entry> {

    private final BatchApplier applier;
    private final ContactRedrive redrive;

    ContactRecords(BatchApplier applier, ContactRedrive redrive) {
        this.applier = applier;
        this.redrive = redrive;
    }

    @Override
    public Read<Slice.Entry> read(ConsumerRecord<byte[], byte[]> source, String topicId) {
        return read(source, topicId, Slice.Entry::of);
    }

    static Read<UnreadEntry> unread(ConsumerRecord<byte[], byte[]> source, String topicId) {
        return read(source, topicId, UnreadEntry::new);
    }

    @Override
    public Uni<Boolean> apply(Stretch<Slice.Entry> stretch) {
        return applier.apply(new Slice(
                stretch.topic(),
                stretch.topicId(),
                stretch.partition(),
                stretch.from(),
                stretch.next(),
                stretch.account(),
                stretch.batches()));
    }

    @Override
    public Uni<Boolean> again(Stretch<Slice.Entry> stretch) {
        return Multi.createFrom()
                .iterable(stretch.batches())
                .onItem()
                .transformToUniAndConcatenate(entry -> redrive.apply(stretch.account(), entry))
                .collect()
                .with(Collectors.reducing(true, Boolean::logicalAnd));
    }

    private static <B> Read<B> read(
            ConsumerRecord<byte[], byte[]> source,
            String topicId,
            BiFunction<UnreadContactBatch, LogPosition, B> content) {
        return RecordReader.read(
                source,
                CloudEventHeaders.CONTACT_BATCH_NAME,
                () -> batch(source, topicId, UnreadContactBatch.of(source.value()), content));
    }

    private static <B> Read<B> batch(
            ConsumerRecord<byte[], byte[]> source,
            String topicId,
            UnreadContactBatch unread,
            BiFunction<UnreadContactBatch, LogPosition, B> content) {
        ContactBatch batch = unread.envelope();
        if (!RecordReader.complete(batch.run(), batch.provider(), batch.accountId())) {
            return RecordReader.incomplete(source);
        }
        if (source.topic().equals(Topics.MAC_CONTACTS) && !batch.provider().equals(AgentRuns.PROVIDER)) {
            return new Read.DeadLetter<>(
                    source, "wrong_provider", "Only batches of provider macos may stand on this topic.");
        }
        if (batch.provider().equals(AgentRuns.PROVIDER)
                && MacAccounts.machineOf(batch.accountId()).isEmpty()) {
            return RecordReader.noMac(source);
        }
        return RecordReader.batch(
                source,
                new AccountKey(batch.provider(), batch.accountId()),
                batch.run(),
                batch.size() + unread.contacts().size(),
                content.apply(unread, RecordReader.position(source, topicId)));
    }
}
