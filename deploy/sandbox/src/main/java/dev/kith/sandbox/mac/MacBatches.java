package dev.kith.sandbox.mac;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionType;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the mac-agent sends, made without a Mac. */
public final class MacBatches {

    public static final String CONTACTS = "kith.mac.contacts.v1";
    public static final String INTERACTIONS = "kith.interactions.v1";

    private static final String PROVIDER = "macos";

    private MacBatches() {}

    /** The only page of a run. */
    public static RunPosition onlyPage(long fence) {
        return new RunPosition(UUID.randomUUID(), SyncMode.INCREMENTAL, 1, fence, 1, 1, 1, true);
    }

    public static ContactBatch contacts(String account, RunPosition run, List<CanonicalContact> contacts) {
        return new ContactBatch(
                PROVIDER,
                account,
                "contacts",
                run,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                false,
                null,
                contacts,
                List.of(),
                List.of(),
                0);
    }

    /** Of whom nobody is made a contact. */
    public static InteractionBatch messages(String account, RunPosition run, List<Interaction> messages) {
        return new InteractionBatch(
                PROVIDER,
                account,
                InteractionBatch.MESSAGES,
                UUID.randomUUID(),
                run,
                Instant.EPOCH,
                InteractionBatch.IMPORT_IOS,
                false,
                List.of(),
                messages);
    }

    /** A message that was sent to somebody. */
    public static Interaction message(String externalId, Counterpart counterpart) {
        return new Interaction(
                externalId,
                InteractionType.TEXT_OUTBOUND,
                Instant.parse("2026-01-01T12:00:00Z"),
                null,
                counterpart,
                "iMessage",
                null,
                false,
                null,
                false,
                null);
    }

    /** A record of the log, with the headers it takes. */
    public static ProducerRecord<byte[], byte[]> record(String topic, String key, String type, byte[] value) {
        var made = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        new CloudEventHeaders(UUID.randomUUID(), UUID.randomUUID(), type, Instant.EPOCH)
                .asMap()
                .forEach((name, text) -> made.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return made;
    }
}
