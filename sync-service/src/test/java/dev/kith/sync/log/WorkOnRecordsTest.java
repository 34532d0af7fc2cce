package dev.kith.sync.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.log.WorkOnRecords.Apply;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Which records are applied together. */
class WorkOnRecordsTest {

    private static final AccountKey HOME = new AccountKey("google", "home");
    private static final UUID RUN = UUID.randomUUID();

    @Test
    void appliesPagesOfOneChainTogether() {
        assertThat(together(page(1, SyncMode.FULL, 2), page(2, SyncMode.FULL, 2)))
                .containsExactly(List.of(0L, 1L));
    }

    @Test
    void appliesTheFullListingApartFromTheChainThatItsRunGaveUp() {
        assertThat(together(page(1, SyncMode.INCREMENTAL, 1), page(1, SyncMode.FULL, 2), page(2, SyncMode.FULL, 2)))
                .containsExactly(List.of(0L), List.of(1L, 2L));
    }

    private static RunPosition page(int number, SyncMode mode, long generation) {
        return new RunPosition(RUN, mode, generation, generation, number, 1, 1, false);
    }

    /** The offsets that each transaction applies. */
    private static List<List<Long>> together(RunPosition... pages) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < pages.length; i++) {
            records.add(new ConsumerRecord<>("topic", 0, i, null, null));
        }
        WorkOnRecords<Long> work = new WorkOnRecords<>(records, "id", new Pages(List.of(pages)));
        List<List<Long>> together = new ArrayList<>();
        for (Optional<WorkOnRecords.Work<Long>> next = work.poll(); next.isPresent(); next = work.poll()) {
            together.add(((Apply<Long>) next.get()).stretch().batches());
        }
        return together;
    }

    /** Batches that hold their own offsets. */
    private record Pages(List<RunPosition> runs) implements TopicRecords<Long> {

        @Override
        public Read<Long> read(ConsumerRecord<byte[], byte[]> source, String topicId) {
            return new Read.Batch<>(source, HOME, runs.get((int) source.offset()), 1, source.offset());
        }

        @Override
        public Uni<Boolean> apply(Stretch<Long> stretch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> again(Stretch<Long> stretch) {
            throw new UnsupportedOperationException();
        }
    }
}
