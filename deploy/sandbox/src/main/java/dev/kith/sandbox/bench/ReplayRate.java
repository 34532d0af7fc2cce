package dev.kith.sandbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A replay of many states of each contact into an empty CRM against a consumer that does nothing but parse them. */
final class ReplayRate implements Benchmark {

    private static final Duration LONGEST_REPLAY = Duration.ofMinutes(15);
    private static final String TOPIC = "kith.contacts.v1";

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String what() {
        return "rate of a replay into empty CRM tables, against a bare Kafka consumer that parses the JSON";
    }

    @Override
    public Goal goal() {
        return Goal.atLeast(0.25);
    }

    @Override
    public String unit() {
        return "of_consumer_rate";
    }

    @Override
    public Result measure(BenchContext context) {
        BenchSizes sizes = context.sizes();
        Rounds rounds = new Rounds();
        try (BenchSystem system = context.system()) {
            try (LoggedAccount account = LoggedAccount.open(system.servers(), "replayed")) {
                for (int state = 0; state < sizes.states; state++) {
                    account.publish(0, sizes.contacts, state);
                }
            }
            awaitConsumed(system);
            for (int round = 1; round <= sizes.rounds; round++) {
                double baseline = consume(system);
                CopiedRows.empty(system.servers());
                double subject = replay(system, sizes.contacts);
                rounds.add(baseline, subject, baseline / subject);
                context.progress().accept("replay: round " + round + " done");
            }
        }
        return rounds.result((long) sizes.states * sizes.contacts, "seconds");
    }

    /** The service reads what it will drop: that is not to go on beside what is measured. */
    private static void awaitConsumed(BenchSystem system) {
        long end = end(system);
        while (system.servers()
                        .number("SELECT coalesce(sum(next_offset), 0) FROM contacts_log_offsets WHERE topic = '" + TOPIC
                                + "'")
                < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(BenchSystem system) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", system.servers().bootstrapServers(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static long end(BenchSystem system) {
        try (var consumer = consumer(system)) {
            return consumer.endOffsets(partitions(consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static double consume(BenchSystem system) {
        ObjectMapper json = new ObjectMapper();
        long left = end(system);
        try (var consumer = consumer(system)) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long begun = System.nanoTime();
            while (left > 0) {
                for (var found : consumer.poll(Duration.ofSeconds(1))) {
                    json.readTree(found.value());
                    left--;
                }
            }
            return LoggedAccount.seconds(begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double replay(BenchSystem system, int contacts) {
        long begun = System.nanoTime();
        JsonNode replay = system.instance().replay(LONGEST_REPLAY);
        double took = LoggedAccount.seconds(begun);
        if (!replay.path("state").asText().equals("SUCCEEDED")
                || system.servers().number("SELECT count(*) FROM contacts") != contacts) {
            throw new IllegalStateException("the replay did not bring everybody back: " + replay);
        }
        return took;
    }
}
