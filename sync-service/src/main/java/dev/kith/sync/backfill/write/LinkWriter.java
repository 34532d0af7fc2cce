package dev.kith.sync.backfill.write;

import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.Writes.LinkWrite;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;

/** Writes links, their aliases, marks of having been seen, and candidates for deletion. */
final class LinkWriter {

    private static final String UPSERT = """
            WITH aliased AS (
                INSERT INTO contacts_source_aliases AS a (provider, account_id, alias, external_contact_id)
                SELECT $1, $2, u.alias, u.external_id FROM unnest($18::text[], $19::text[]) AS u (alias, external_id)
                ON CONFLICT (provider, account_id, alias) DO UPDATE SET external_contact_id = excluded.external_contact_id
                WHERE a.external_contact_id <> excluded.external_contact_id)
            INSERT INTO contacts_source_links AS l
                (provider, account_id, external_contact_id, local_contact_id, source_etag, stream, uid, current_name,
                 generation, content_hash, entry_digest, mapped, log_topic, log_partition, log_offset, rung, evidence)
            SELECT $1, $2, u.external_id, u.contact_id, u.etag, u.stream, u.uid, u.current_name, $3, u.hash,
                   u.digest, u.mapped::jsonb, u.topic, u.part, u.off, u.rung, u.evidence::jsonb
            FROM unnest($4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::uuid[],
                        $12::text[], $13::text[], $14::int[], $15::bigint[], $16::text[], $17::text[])
                 AS u (external_id, contact_id, etag, stream, uid, current_name, hash, digest, mapped, topic, part, off,
                       rung, evidence)
            ON CONFLICT (provider, account_id, external_contact_id) DO UPDATE
            SET local_contact_id = excluded.local_contact_id, source_etag = excluded.source_etag,
                stream = excluded.stream, uid = excluded.uid, current_name = excluded.current_name,
                generation = greatest(l.generation, excluded.generation), content_hash = excluded.content_hash,
                entry_digest = excluded.entry_digest,
                mapped = excluded.mapped, log_topic = excluded.log_topic, log_partition = excluded.log_partition,
                log_offset = excluded.log_offset, rung = coalesce(excluded.rung, l.rung),
                evidence = coalesce(excluded.evidence, l.evidence),
                last_seen_at = CASE WHEN $3 < 0 THEN l.last_seen_at ELSE now() END, deleted_at = NULL
            """;

    // Reached by the array alone, not by a join with it: see LinkLoader.
    private static final String TOUCH = """
            UPDATE contacts_source_links l
            SET last_seen_at = CASE WHEN $3 < 0 THEN l.last_seen_at ELSE now() END,
                generation = greatest(l.generation, $3),
                source_etag = coalesce($5::jsonb #>> ARRAY[l.external_contact_id, 'etag'], l.source_etag),
                entry_digest = coalesce(($5::jsonb #>> ARRAY[l.external_contact_id, 'entryDigest'])::uuid, l.entry_digest)
            WHERE l.provider = $1 AND l.account_id = $2 AND l.external_contact_id = ANY ($4)
            """;

    private static final String TOMBSTONES = """
            INSERT INTO contacts_deletion_candidates
                (provider, account_id, external_contact_id, run_id, stream, reason)
            SELECT $1, $2, u.external_id, $3, u.stream, 'tombstone'
            FROM unnest($4::text[], $5::text[]) AS u (external_id, stream)
            WHERE NOT EXISTS (
                SELECT 1 FROM contacts_source_links l
                WHERE l.provider = $1 AND l.account_id = $2 AND l.external_contact_id = u.external_id
                  AND l.deletion_rejected_at >= l.last_seen_at)
            ON CONFLICT (provider, account_id, external_contact_id) DO UPDATE SET run_id = excluded.run_id
            WHERE NOT contacts_deletion_candidates.held
            """;

    private static final String SEEN_AGAIN = """
            DELETE FROM contacts_deletion_candidates
            WHERE provider = $1 AND account_id = $2 AND external_contact_id = ANY ($3)
            """;

    private LinkWriter() {}

    private static Tuple account(WriteContext context) {
        return Tuple.of(context.account().provider(), context.account().accountId());
    }

    /** @param aliases other names of these links, each with the name of its link */
    static Uni<Void> links(
            SqlConnection connection, WriteContext context, List<LinkWrite> links, Map<String, String> aliases) {
        Tuple arguments = new Columns<>(links, account(context).addLong(context.generation()))
                .text(link -> link.key().externalId())
                .uuid(LinkWrite::contactId)
                .text(link -> link.source().etag())
                .text(LinkWrite::stream)
                .text(link -> UidNormalizer.normalize(link.source().uid()))
                .text(link -> link.source().externalId())
                .text(LinkWrite::hash)
                .uuid(LinkWrite::entryDigest)
                .text(link -> Rows.json(link.mapped()))
                .text(link -> link.position().topic())
                .integer(link -> link.position().partition())
                .number(link -> link.position().offset())
                .text(LinkWrite::rung)
                .text(LinkWrite::evidence)
                .tuple()
                .addArrayOfString(aliases.keySet().toArray(String[]::new))
                .addArrayOfString(aliases.values().toArray(String[]::new));
        return Rows.executeAll(connection, UPSERT, arguments, links.size());
    }

    static Uni<Void> touch(SqlConnection connection, WriteContext context, Map<String, Writes.Touch> touched) {
        Tuple arguments = account(context)
                .addLong(context.generation())
                .addArrayOfString(touched.keySet().toArray(String[]::new))
                .addString(Rows.json(touched));
        return Rows.execute(connection, TOUCH, arguments).replaceWithVoid();
    }

    static Uni<Void> tombstones(SqlConnection connection, WriteContext context, List<Writes.Tombstone> tombstones) {
        Tuple arguments = new Columns<>(tombstones, account(context).addUUID(context.runId()))
                .text(tombstone -> tombstone.key().externalId())
                .text(Writes.Tombstone::stream)
                .tuple();
        return Rows.execute(connection, TOMBSTONES, arguments).replaceWithVoid();
    }

    /** A contact seen again is no candidate any more. */
    static Uni<Void> seenAgain(SqlConnection connection, WriteContext context, List<String> externalIds) {
        Tuple arguments = account(context).addArrayOfString(externalIds.toArray(String[]::new));
        return Rows.execute(connection, SEEN_AGAIN, arguments).replaceWithVoid();
    }
}
