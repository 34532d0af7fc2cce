package dev.kith.sandbox.chaos;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec;
import dev.kith.model.InteractionId;
import dev.kith.model.Organization;
import dev.kith.model.RunPosition;
import dev.kith.sandbox.chaos.Truth.Link;
import dev.kith.sandbox.chaos.Truth.Person;
import dev.kith.sandbox.mac.MacBatches;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Macs that send contacts and messages, some of them twice, and now and then something that nobody can read. */
final class Agents implements AutoCloseable {

    static final String PROVIDER = "macos";
    /** The key of what nobody can read. */
    static final String POISON = PROVIDER + "/chaosmac.poison";

    /** How every number begins that messages were exchanged with. */
    static final String NUMBERS = "+1416555";

    private static final int MACS = 2;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Truth truth;
    private final Queue<Future<RecordMetadata>> sends = new ConcurrentLinkedQueue<>();
    private long fence = 1;

    Agents(String bootstrapServers, Truth truth) {
        this.truth = truth;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.block.ms",
                        120_000,
                        "delivery.timeout.ms",
                        300_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The account that one of the Macs sends as. */
    private static String account(int number, String kind) {
        return "chaosmac" + number % MACS + "." + kind;
    }

    /** One contact of a Mac's as it is now. */
    void contact(int number, int state, boolean twice) {
        String store = account(number, "contacts");
        String id = number + ":ABPerson";
        Link link = new Link(PROVIDER, store, id);
        String family = Truth.FAMILY + "mac" + AddressBooks.word(number);
        Person before = truth.person(link);
        String title = "Title " + state;
        Person person = before == null ? Person.arrived(link, id, family, title, null) : before.changed(title);
        truth.put(person);
        CanonicalContact contact = CanonicalContact.builder(id)
                .displayName("Mac " + family)
                .firstName("Mac")
                .lastName(family)
                .organizations(List.of(new Organization(Truth.COMPANY, null, person.title(), true)))
                .build();
        ContactBatch batch = MacBatches.contacts(store, run(), List.of(contact));
        send(
                MacBatches.CONTACTS,
                PROVIDER + "/" + store,
                CloudEventHeaders.CONTACT_BATCH,
                BatchCodec.write(batch),
                twice);
    }

    void messages(int number, int count, boolean twice) {
        Counterpart counterpart = Counterpart.of(NUMBERS + (1000 + number % 9000), "US");
        List<Interaction> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = InteractionId.message("chaos-" + number + "-" + i, true, InteractionId.hash(counterpart));
            messages.add(MacBatches.message(id, counterpart));
            truth.messages().add(id);
        }
        String account = account(number, "messages");
        InteractionBatch batch = MacBatches.messages(account, run(), messages);
        send(
                MacBatches.INTERACTIONS,
                PROVIDER + "/" + account,
                CloudEventHeaders.INTERACTION_BATCH,
                InteractionCodec.write(batch),
                twice);
    }

    /** Something that only looks like a batch. */
    void poison(int number) {
        truth.poisoned();
        byte[] value = ("{\"provider\":\"macos\",\"number\":" + number).getBytes(StandardCharsets.UTF_8);
        send(MacBatches.CONTACTS, POISON, CloudEventHeaders.CONTACT_BATCH, value, false);
    }

    private RunPosition run() {
        return MacBatches.onlyPage(fence++);
    }

    private void send(String topic, String key, String type, byte[] value, boolean twice) {
        for (int i = 0; i < (twice ? 2 : 1); i++) {
            sends.add(producer.send(MacBatches.record(topic, key, type, value)));
        }
    }

    /** Returns when the log has taken everything. */
    void flush() {
        producer.flush();
        for (Future<RecordMetadata> send : sends) {
            try {
                send.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the log did not take a record of an agent's", e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
