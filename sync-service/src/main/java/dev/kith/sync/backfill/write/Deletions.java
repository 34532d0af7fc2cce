package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ActivityEvent;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.ReviewQuestion;
import dev.kith.sync.backfill.apply.Heirs;
import dev.kith.sync.database.PlannerSettings;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Applies confirmed deletions: the links are marked, people are told, no contact is touched. */
public final class Deletions {

    // A link whose candidate is gone was seen again meanwhile.
    private static final String MARK = """
            UPDATE contacts_source_links l SET deleted_at = now(), content_hash = NULL
            FROM contacts_deletion_candidates d
            WHERE l.provider = $1 AND l.account_id = $2 AND l.external_contact_id = ANY ($3) AND l.deleted_at IS NULL
              AND d.provider = l.provider AND d.account_id = l.account_id
              AND d.external_contact_id = l.external_contact_id AND d.run_id = $4
            RETURNING l.external_contact_id, l.local_contact_id,
                      EXISTS (SELECT 1 FROM contacts c WHERE c.id = l.local_contact_id) AS contact_exists,
                      ARRAY (SELECT DISTINCT o.provider || '/' || o.account_id FROM contacts_source_links o
                             LEFT JOIN contacts_source_accounts a USING (provider, account_id)
                             WHERE o.local_contact_id = l.local_contact_id AND o.deleted_at IS NULL
                               AND a.disconnected_at IS NULL
                               AND NOT (o.provider = $1 AND o.account_id = $2 AND o.external_contact_id = ANY ($3))
                             ORDER BY 1) AS others
            """;

    private static final String CLEAR = """
            DELETE FROM contacts_deletion_candidates
            WHERE provider = $1 AND account_id = $2 AND external_contact_id = ANY ($3) AND run_id = $4
            """;

    private static final String END_RUN = """
            UPDATE contacts_sync_runs
            SET deleted = deleted + $2,
                phase = CASE WHEN state = 'RUNNING' AND overwrites_held IS NOT NULL THEN phase ELSE 'DONE' END,
                ended_at = CASE WHEN state = 'RUNNING' AND overwrites_held IS NOT NULL THEN NULL ELSE now() END,
                state = CASE WHEN state = 'RUNNING' AND overwrites_held IS NOT NULL THEN 'HELD'
                             ELSE %s END
            WHERE run_id = $1 AND state IN ('RUNNING', 'HELD')
            """.formatted(RunCompletion.OUTCOME);

    private Deletions() {}

    /**
     * @param heirs passes on what the links owned
     * @return how many links were marked
     */
    public static Uni<Integer> apply(
            SqlConnection connection, AccountKey account, UUID runId, Set<String> externalIds, Heirs heirs) {
        Tuple named = Tuple.of(account.provider(), account.accountId())
                .addArrayOfString(externalIds.toArray(String[]::new))
                .addUUID(runId);
        return AccountLock.take(connection, account)
                .chain(() -> connection.preparedQuery(MARK).execute(named))
                .chain(marked -> tell(connection, account, runId, marked)
                        .chain(orphaned -> heirs.inherit(connection, account, runId, orphaned))
                        .chain(() -> Rows.execute(connection, CLEAR, named))
                        .chain(() -> Rows.execute(connection, END_RUN, Tuple.of(runId, marked.rowCount())))
                        .chain(() -> RunCompletion.askIfHeld(connection, runId))
                        .replaceWith(marked.rowCount()));
    }

    /** Tells people; yields the contacts that lost a source. */
    private static Uni<List<UUID>> tell(SqlConnection connection, AccountKey account, UUID runId, RowSet<Row> marked) {
        List<ActivityEvent> activity = new ArrayList<>();
        List<ReviewQuestion> review = new ArrayList<>();
        for (Row row : marked) {
            if (row.getBoolean("contact_exists")) {
                LinkKey link = account.link(row.getString("external_contact_id"));
                UUID contact = row.getUUID("local_contact_id");
                activity.add(new ActivityEvent(
                        contact, ActivityEvent.Type.CONTACT_SYNC_DELETED_SOURCE, link, List.of(), null));
                review.add(ReviewQuestion.archivalCandidate(contact, link, List.of(row.getArrayOfStrings("others"))));
            }
        }
        if (activity.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return PlannerSettings.keepingPlans(connection, AuditWriter.activity(connection, runId, activity))
                .chain(() -> AuditWriter.review(connection, review))
                .replaceWith(activity.stream()
                        .map(ActivityEvent::contactId)
                        .distinct()
                        .toList());
    }
}
