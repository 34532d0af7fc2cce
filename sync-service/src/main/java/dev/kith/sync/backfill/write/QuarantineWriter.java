package dev.kith.sync.backfill.write;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.Sha256;
import dev.kith.sync.backfill.Quarantined;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Sets contacts and interactions aside, and takes them back out when they, or a newer state of them, were applied. */
public final class QuarantineWriter {

    private static final String SET_ASIDE = """
            INSERT INTO contacts_quarantine AS q (provider, account_id, external_contact_id, run_id, log_topic,
                                                  log_partition, log_offset, reason, message, payload, stream)
            SELECT $1, $2, u.external_id, $3, u.topic, u.part, u.off, u.reason, u.message, u.payload::jsonb,
                   coalesce(u.stream, 'contacts')
            FROM unnest($4::text[], $5::text[], $6::int[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[])
                 AS u (external_id, topic, part, off, reason, message, payload, stream)
            ON CONFLICT (provider, account_id, external_contact_id)
                WHERE status = 'open' AND external_contact_id IS NOT NULL
            DO UPDATE SET run_id = excluded.run_id, log_topic = excluded.log_topic,
                          log_partition = excluded.log_partition, log_offset = excluded.log_offset,
                          reason = excluded.reason, message = excluded.message, payload = excluded.payload,
                          attempts = q.attempts + 1
            """;

    private static final String OVERTAKEN = """
            UPDATE contacts_quarantine SET status = 'resolved', resolved_at = now()
            WHERE provider = $1 AND account_id = $2 AND status = 'open' AND external_contact_id = ANY ($3)
            """;

    private static final String RESOLVE =
            "UPDATE contacts_quarantine SET status = 'resolved', resolved_at = now() WHERE id = $1 AND status = 'open'";

    private static final String TRIED = "UPDATE contacts_quarantine SET attempts = attempts + 1 WHERE id = $1";

    /** In bytes. A row of the index has room for 2,704, the account's name included. */
    private static final int LONGEST_ID = 1_300;

    private QuarantineWriter() {}

    public static Uni<Void> setAside(SqlConnection connection, WriteContext context, List<Quarantined> contacts) {
        Tuple first = Tuple.of(context.account().provider(), context.account().accountId(), context.runId());
        Tuple arguments = new Columns<>(contacts, first)
                .text(QuarantineWriter::externalId)
                .text(contact -> contact.position().topic())
                .integer(contact -> contact.position().partition())
                .number(contact -> contact.position().offset())
                .text(Quarantined::reason)
                .text(Quarantined::message)
                .text(QuarantineWriter::payload)
                .text(Quarantined::stream)
                .tuple();
        return Rows.execute(connection, SET_ASIDE, arguments).replaceWithVoid();
    }

    /** An id that no index holds is told apart by its digest. */
    private static String externalId(Quarantined contact) {
        String id = contact.externalId();
        if (id == null) {
            return null;
        }
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_ID ? id : "sha256:" + Sha256.hex(bytes);
    }

    private static String payload(Quarantined contact) {
        return contact.contact() != null ? written(contact.contact()) : StorableJson.of(contact.payload());
    }

    /** Batches are read deeper than they are written. */
    private static String written(CanonicalContact contact) {
        try {
            return StorableJson.of(BatchCodec.writeContact(contact));
        } catch (IllegalArgumentException e) {
            return StorableJson.of(BatchCodec.writeContact(contact.withoutRaw()));
        }
    }

    /** Notes that a retry succeeded. */
    public static Uni<Void> resolve(SqlConnection connection, UUID id) {
        return Rows.execute(connection, RESOLVE, Tuple.of(id)).replaceWithVoid();
    }

    /** Notes that a retry did not succeed. */
    public static Uni<Void> tried(SqlClient client, UUID id) {
        return client.preparedQuery(TRIED).execute(Tuple.of(id)).replaceWithVoid();
    }

    public static Uni<Void> overtaken(SqlConnection connection, WriteContext context, List<String> externalIds) {
        Tuple arguments = Tuple.of(
                        context.account().provider(), context.account().accountId())
                .addArrayOfString(externalIds.toArray(String[]::new));
        return Rows.execute(connection, OVERTAKEN, arguments).replaceWithVoid();
    }
}
