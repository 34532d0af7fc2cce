package dev.kith.sync.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.log.WorkOnRecords.Apply;
import dev.kith.sync.log.WorkOnRecords.Pass;
import dev.kith.sync.log.WorkOnRecords.Work;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void passesOffsetsAtWhichNoRecordStands() {
        WorkOnRecords<Long> work = work(Map.of(
                0L, page(1, SyncMode.FULL, 1),
                2L, page(1, SyncMode.FULL, 2),
                5L, page(2, SyncMode.FULL, 2)));

        assertThat(offsets(work)).containsExactly("apply 0 to 1", "pass 1 to 2", "apply 2 to 6");
    }

    private static RunPosition page(int number, SyncMode mode, long generation) {
        return new RunPosition(RUN, mode, generation, generation, number, 1, 1, false);
    }

    /** The offsets that each transaction applies. */
    private static List<List<Long>> together(RunPosition... pages) {
        Map<Long, RunPosition> runs = new HashMap<>();
        for (RunPosition page : pages) {
            runs.put((long) runs.size(), page);
        }
        return each(work(runs)).stream()
                .map(next -> ((Apply<Long>) next).stretch().batches())
                .toList();
    }

    private static List<String> offsets(WorkOnRecords<Long> work) {
        return each(work).stream()
                .map(next -> next instanceof Pass<Long> pass
                        ? "pass " + pass.from() + " to " + pass.next()
                        : "apply " + ((Apply<Long>) next).stretch().from() + " to "
                                + ((Apply<Long>) next).stretch().next())
                .toList();
    }

    private static List<Work<Long>> each(WorkOnRecords<Long> work) {
        List<Work<Long>> each = new ArrayList<>();
        for (Optional<Work<Long>> next = work.poll(); next.isPresent(); next = work.poll()) {
            each.add(next.get());
        }
        return each;
    }

    private static WorkOnRecords<Long> work(Map<Long, RunPosition> runs) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        runs.keySet().stream()
                .sorted()
                .forEach(offset -> records.add(new ConsumerRecord<>("topic", 0, offset, null, null)));
        return new WorkOnRecords<>(records, "id", new Pages(runs));
    }

    /** Batches that hold their own offsets. */
    private record Pages(Map<Long, RunPosition> runs) implements TopicRecords<Long> {

        @Override
        public Read<Long> read(ConsumerRecord<byte[], byte[]> source, String topicId) {
            return new Read.Batch<>(source, HOME, runs.get(source.offset()), 1, source.offset());
        }

        @Override
        public Uni<Boolean> apply(Stretch<Long> stretch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Boolean> again(Stretch<Long> stretch) {
            throw new UnsupportedOperationException();
        }
    }
}
