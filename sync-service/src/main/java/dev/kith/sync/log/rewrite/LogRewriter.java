package dev.kith.sync.log.rewrite;

import dev.kith.sync.log.LogReader;
import dev.kith.sync.log.LogTruncation;
import dev.kith.sync.log.LoneThread;
import dev.kith.sync.log.TopicIds;
import dev.kith.sync.log.Topics;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Has the log follow erasures, on a thread of its own beside all traffic, in one instance at a time. */
@ApplicationScoped
class LogRewriter {

    private static final Logger LOGGER = Logger.getLogger(LogRewriter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> TOPICS =
            List.of(Topics.CONTACTS, Topics.MAC_CONTACTS, Topics.INTERACTIONS, Topics.DEAD_LETTERS);
    /** In bytes, before compression. */
    private static final int LARGEST = 64 << 20;

    private static final String FORBIDDEN =
            "Kafka does not let the service delete records: give its user the operation Delete on the four topics.";
    private static final String WAITING =
            "The log is rewritten once everything before is applied and no replay is under way.";

    private final RewriteStore store;
    private final LogTruncation truncation;
    private final Map<String, Object> broker;
    private final TopicIds topicIds;
    private final Duration patience;
    private final String owner;
    private final LoneThread thread = new LoneThread("log-rewriter");

    LogRewriter(
            RewriteStore store,
            LogTruncation truncation,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            TopicIds topicIds,
            RewriteConfig config,
            Supplier<UUID> ids) {
        this.store = store;
        this.truncation = truncation;
        this.broker = broker;
        this.topicIds = topicIds;
        this.patience = config.patience();
        this.owner = ids.get().toString();
    }

    @Scheduled(every = "${kith.log-rewrite.tick}", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void wake() {
        thread.begin(this::work);
    }

    private void work() {
        List<UUID> erasures = List.of();
        try {
            erasures = await(store.open());
            List<TopicPartition> sighted = await(store.sighted(patience));
            if ((!erasures.isEmpty() || !sighted.isEmpty()) && await(store.claim(owner))) {
                work(erasures, sighted);
            }
        } catch (InterruptedRewriteException e) {
            LOGGER.debug("The rewriting of the log was interrupted and begins again");
        } catch (RuntimeException e) {
            report(erasures, e);
        }
    }

    private void work(List<UUID> erasures, List<TopicPartition> sighted) {
        if (await(store.replaying())) {
            await(store.problem(erasures, WAITING));
            return;
        }
        boolean done = true;
        try (LogReader log = LogReader.open(broker, topicIds);
                Producer<byte[], byte[]> producer = producer(broker)) {
            for (TopicPartition partition : erasures.isEmpty() ? sighted : log.partitions(TOPICS)) {
                done &= rewrite(partition, log, producer);
            }
        }
        await(done ? store.done(erasures, sighted, patience) : store.problem(erasures, WAITING));
    }

    private boolean rewrite(TopicPartition partition, LogReader log, Producer<byte[], byte[]> producer) {
        var rewrite = new PartitionRewrite(
                partition, store, log, producer, () -> !thread.stopping() && await(store.claim(owner)));
        OptionalLong through = rewrite.restate();
        if (through.isEmpty()) {
            return true;
        }
        // A replay that has begun meanwhile knows only what was there when it began.
        if (!await(truncation.applied(partition, through.getAsLong())) || await(store.replaying())) {
            return false;
        }
        rewrite.moveLetters();
        truncation.deleteBefore(partition, through.getAsLong());
        LOGGER.infof("Rewrote %s-%d up to offset %d", partition.topic(), partition.partition(), through.getAsLong());
        return true;
    }

    /** Writes whatever the log holds: a record that somebody sent compressed may be larger than one is by default. */
    static Producer<byte[], byte[]> producer(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.remove(ProducerConfig.CLIENT_ID_CONFIG);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LARGEST);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void report(List<UUID> erasures, RuntimeException failure) {
        boolean forbidden = failure.getCause() instanceof AuthorizationException;
        LOGGER.warnf(
                "The log could not be rewritten (%s) and will be tried again",
                forbidden ? FORBIDDEN : failure.getClass().getSimpleName());
        LOGGER.debug("The failure in full", failure);
        store.problem(erasures, forbidden ? FORBIDDEN : "The last attempt failed; it is tried again.")
                .subscribe()
                .with(noted -> {}, unnoted -> LOGGER.debug("The problem could not be noted", unnoted));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.stop();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
