package dev.kith.sandbox.bench;

import dev.kith.model.BatchSplitter;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.system.KithServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An account whose contacts stand in the log, as if they had been fetched: for measuring what comes after. */
final class LoggedAccount implements AutoCloseable {

    private static final int PAGE = 1_000;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    private final KithServers servers;
    private final String id;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sends = new ArrayList<>();
    private long generation;

    private LoggedAccount(KithServers servers, String id) {
        this.servers = servers;
        this.id = id;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers.bootstrapServers(),
                        "acks",
                        "all",
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        5,
                        "max.request.size",
                        1_000_000,
                        "buffer.memory",
                        16_777_216L),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** An account that nobody polls. */
    static LoggedAccount open(KithServers servers, String id) {
        servers.execute(
                "INSERT INTO contacts_source_accounts (provider, account_id) VALUES ('google', '" + id + "')",
                "INSERT INTO contacts_sync_state (provider, account_id) VALUES ('google', '" + id + "')",
                "INSERT INTO contacts_sync_leases (provider, account_id, next_run_at) VALUES ('google', '" + id
                        + "', 'infinity') ON CONFLICT (provider, account_id) DO UPDATE SET next_run_at = 'infinity'");
        return new LoggedAccount(servers, id);
    }

    /**
     * A full run of contacts numbered from one number to another.
     *
     * @return how long it took from the first record sent to the run's end
     */
    double sync(int from, int to, int state) {
        UUID run = UUID.randomUUID();
        generation++;
        servers.execute(
                "INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, phase, generation,"
                        + " chain_fence) VALUES ('" + run + "', 'google', '" + id + "', 'full', 'bench', 'APPLYING', "
                        + generation + ", 1)");
        List<byte[]> records = records(run, from, to, state);
        long begun = System.nanoTime();
        publish(records);
        await(run);
        return seconds(begun);
    }

    /** Sends contacts that belong to no run: the service reads them and drops them. */
    void publish(int from, int to, int state) {
        publish(records(UUID.randomUUID(), from, to, state));
    }

    private List<byte[]> records(UUID run, int from, int to, int state) {
        List<byte[]> records = new ArrayList<>();
        int pages = (to - from + PAGE - 1) / PAGE;
        for (int page = 1; page <= pages; page++) {
            int first = from + (page - 1) * PAGE;
            List<CanonicalContact> people = IntStream.range(first, Math.min(to, first + PAGE))
                    .mapToObj(number -> BenchPeople.person(number, state))
                    .toList();
            records.addAll(BatchSplitter.split(batch(run, page, page == pages, to - from, people))
                    .parts());
        }
        return records;
    }

    private void publish(List<byte[]> records) {
        records.forEach(this::send);
        producer.flush();
        sends.forEach(LoggedAccount::require);
        sends.clear();
    }

    private static void require(Future<RecordMetadata> send) {
        try {
            send.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the log did not take a record", e);
        }
    }

    private ContactBatch batch(UUID run, int page, boolean last, int total, List<CanonicalContact> people) {
        return new ContactBatch(
                "google",
                id,
                "contacts",
                new RunPosition(run, SyncMode.FULL, generation, 1, page, 1, 1, last),
                Instant.now(),
                null,
                last ? null : "page-" + (page + 1),
                last ? "cursor" : null,
                null,
                last,
                total,
                people,
                List.of(),
                List.of(),
                0);
    }

    private void send(byte[] value) {
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>("kith.contacts.v1", ("google/" + id).getBytes(StandardCharsets.UTF_8), value);
        CloudEventHeaders.contactBatch(UUID.randomUUID(), UUID.randomUUID(), Instant.now())
                .asMap()
                .forEach((name, text) -> sent.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        sends.add(producer.send(sent));
    }

    private void await(UUID run) {
        long deadline = System.nanoTime() + LONGEST_RUN.toNanos();
        String state = "RUNNING";
        // One connection for all looks: making one costs PostgreSQL more than a look does.
        try (Connection connection = servers.connect();
                PreparedStatement look =
                        connection.prepareStatement("SELECT state FROM contacts_sync_runs WHERE run_id = ?")) {
            look.setObject(1, run);
            while (state.equals("RUNNING")) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("a run does not end");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                try (ResultSet found = look.executeQuery()) {
                    found.next();
                    state = found.getString(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a run cannot be watched", e);
        }
        if (!state.equals("SUCCEEDED")) {
            throw new IllegalStateException("a run ended " + state);
        }
    }

    static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() {
        producer.close();
    }
}
