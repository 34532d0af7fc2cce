package dev.kith.sync.backfill.write;

import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Marks links as seen whose contacts come again in the very bytes that they were made from. A link that must be decided
 * again, or that its source was found to hold no more, is none of them.
 */
public final class HeldEntries {

    // A digest covers the external id: none but its own is among those it is compared with. LinkLoader says
    // why there is an array.
    private static final String SEE = """
            UPDATE contacts_source_links l
            SET last_seen_at = now(), generation = greatest(l.generation, $3)
            WHERE l.provider = $1 AND l.account_id = $2 AND l.external_contact_id = ANY ($4)
              AND l.entry_digest = ANY ($5) AND l.content_hash IS NOT NULL AND l.deleted_at IS NULL
            RETURNING l.entry_digest
            """;

    private HeldEntries() {}

    /** @return the digests of those whose links hold what they say */
    public static Uni<Set<UUID>> see(
            SqlConnection connection, WriteContext context, List<UnreadContactBatch.Entry> entries) {
        List<UnreadContactBatch.Entry> named =
                entries.stream().filter(entry -> entry.externalId() != null).toList();
        if (named.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Tuple first = Tuple.of(context.account().provider(), context.account().accountId(), context.generation());
        Tuple arguments = new Columns<>(named, first)
                .text(UnreadContactBatch.Entry::externalId)
                .uuid(UnreadContactBatch.Entry::digest)
                .tuple();
        return connection.preparedQuery(SEE).execute(arguments).map(rows -> {
            Set<UUID> held = new HashSet<>();
            rows.forEach(row -> held.add(row.getUUID(0)));
            return held;
        });
    }
}
