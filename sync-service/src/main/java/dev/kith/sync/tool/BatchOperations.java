package dev.kith.sync.tool;

import dev.kith.model.BatchCodec;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec;
import dev.kith.model.RunPosition;
import dev.kith.model.UnreadableBatchException;
import dev.kith.sync.account.MacAccounts;
import dev.kith.sync.backfill.write.AgentRuns;
import dev.kith.sync.log.LogSender;
import dev.kith.sync.log.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Taking batches from agents that cannot reach the log themselves. */
@ApplicationScoped
public class BatchOperations {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ACCOUNTS = "/accounts/";

    /** CloudEvents attributes as they stand in HTTP headers. */
    public record Event(String specVersion, String id, String source, String type, String time) {}

    private final LogSender log;

    BatchOperations(LogSender log) {
        this.log = log;
    }

    /** Checks a batch. Fails with {@link InvalidRequestException}; nothing is sent yet. */
    public AgentBatch read(Event event, byte[] value) {
        if (!"1.0".equals(event.specVersion())) {
            throw new InvalidRequestException("ce-specversion", "must be 1.0");
        }
        String type = Arguments.required("ce-type", event.type());
        try {
            return switch (type) {
                case CloudEventHeaders.CONTACT_BATCH -> contacts(event, value);
                case CloudEventHeaders.INTERACTION_BATCH -> interactions(event, value);
                default ->
                    throw new InvalidRequestException(
                            "ce-type",
                            "must be " + CloudEventHeaders.CONTACT_BATCH + " or "
                                    + CloudEventHeaders.INTERACTION_BATCH);
            };
        } catch (UnreadableBatchException e) {
            throw new InvalidRequestException("body", "is no batch: " + e.getMessage());
        }
    }

    /** Completes when the log has the batch. */
    public Uni<Void> send(AgentBatch batch) {
        return log.send(batch.topic(), AgentRuns.PROVIDER + "/" + batch.accountId(), batch.event(), batch.value())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new NotAvailableException("The log does not take the batch just now. Send it again."));
    }

    private static AgentBatch contacts(Event event, byte[] value) {
        ContactBatch batch = BatchCodec.readContactBatch(value).batch();
        return checked(Topics.MAC_CONTACTS, event, batch.provider(), batch.accountId(), batch.run(), value);
    }

    private static AgentBatch interactions(Event event, byte[] value) {
        InteractionBatch batch = InteractionCodec.read(value).batch();
        if (!InteractionBatch.IMPORT_IOS.equals(batch.source())) {
            throw new InvalidRequestException("source", "must be " + InteractionBatch.IMPORT_IOS);
        }
        return checked(Topics.INTERACTIONS, event, batch.provider(), batch.accountId(), batch.run(), value);
    }

    private static AgentBatch checked(
            String topic, Event event, String provider, String accountId, RunPosition run, byte[] value) {
        if (!AgentRuns.PROVIDER.equals(provider)) {
            throw new InvalidRequestException("provider", "must be " + AgentRuns.PROVIDER);
        }
        String machineId = MacAccounts.machineOf(accountId)
                .orElseThrow(
                        () -> new InvalidRequestException("accountId", "must have the form <machine id>.<store id>"));
        if (run == null || run.runId() == null || run.mode() == null) {
            throw new InvalidRequestException("run", "is missing or names no run and mode");
        }
        return new AgentBatch(topic, machineId, accountId, headers(event), value);
    }

    private static CloudEventHeaders headers(Event event) {
        String source = Arguments.required("ce-source", event.source());
        if (!source.startsWith(ACCOUNTS)) {
            throw new InvalidRequestException("ce-source", "must have the form " + ACCOUNTS + "<UUID>");
        }
        try {
            return new CloudEventHeaders(
                    uuid("ce-id", event.id()),
                    uuid("ce-source", source.substring(ACCOUNTS.length())),
                    event.type(),
                    OffsetDateTime.parse(Arguments.required("ce-time", event.time()))
                            .toInstant());
        } catch (DateTimeException e) {
            throw new InvalidRequestException("ce-time", "is no time in RFC 3339");
        }
    }

    private static UUID uuid(String field, String value) {
        try {
            return UUID.fromString(Arguments.required(field, value));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(field, "holds no UUID");
        }
    }
}
