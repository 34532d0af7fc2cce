package dev.kith.sync.run;

import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Links and groups as they stand in PostgreSQL. */
@ApplicationScoped
class PgKnownLinks implements KnownLinks {

    // A link without a hash has to be decided again, so its etag must not keep the contact from being read.
    private static final String CONTACTS = """
            SELECT external_contact_id, coalesce(current_name, external_contact_id) AS name,
                   CASE WHEN content_hash IS NOT NULL THEN source_etag END AS etag, uid, stream, false AS is_group
            FROM contacts_source_links
            WHERE provider = $1 AND account_id = $2 AND deleted_at IS NULL
            """;

    private static final String GROUPS = """
            UNION ALL
            SELECT group_id, group_id, etag, NULL, '', true FROM contacts_source_groups
            WHERE provider = $1 AND account_id = $2 AND NOT deleted
            """;

    private static final String STREAMS = """
            SELECT DISTINCT stream FROM contacts_source_links
            WHERE provider = $1 AND account_id = $2 AND deleted_at IS NULL
            """;

    private final Pool pool;

    PgKnownLinks(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<KnownLink>> inStream(SourceAccount account, String stream) {
        return query(CONTACTS + " AND stream = $3 " + GROUPS, key(account).addString(stream));
    }

    @Override
    public Uni<List<KnownLink>> withUids(SourceAccount account, Set<String> uids) {
        return query(CONTACTS + " AND uid = ANY($3)", key(account).addArrayOfString(uids.toArray(String[]::new)));
    }

    @Override
    public Uni<List<KnownLink>> byExternalId(SourceAccount account, Set<String> externalIds) {
        return query(
                CONTACTS + " AND external_contact_id = ANY($3) " + GROUPS + " AND group_id = ANY($3)",
                key(account).addArrayOfString(externalIds.toArray(String[]::new)));
    }

    @Override
    public Uni<Set<String>> streams(SourceAccount account) {
        return pool.preparedQuery(STREAMS).execute(key(account)).map(rows -> {
            Set<String> streams = new HashSet<>();
            rows.forEach(row -> streams.add(row.getString("stream")));
            return streams;
        });
    }

    private static Tuple key(SourceAccount account) {
        return Tuple.of(account.provider(), account.accountId());
    }

    private Uni<List<KnownLink>> query(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PgKnownLinks::link)
                        .toList());
    }

    private static KnownLink link(Row row) {
        return new KnownLink(
                row.getString("external_contact_id"),
                row.getString("name"),
                row.getString("etag"),
                row.getString("uid"),
                row.getString("stream"),
                row.getBoolean("is_group"));
    }
}
