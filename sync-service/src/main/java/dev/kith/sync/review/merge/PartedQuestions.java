package dev.kith.sync.review.merge;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Has open questions be about the right one of two contacts that are parted. */
final class PartedQuestions {

    private static final String REOPEN = """
            UPDATE contacts_review_items r SET status = 'open', decision = NULL, decided_by = NULL, decided_at = NULL
            WHERE r.id = ANY ($1) AND r.status = 'closed' AND r.decision = 'merged'
              AND NOT EXISTS (SELECT 1 FROM contacts_review_items o
                              WHERE o.status = 'open' AND o.kind = r.kind AND o.subject = r.subject)
            """;
    private static final String OF_LEAVING = """
            FROM unnest($3::text[], $4::text[], $5::text[]) AS u (provider, account_id, external_id)
            WHERE r.status = 'open' AND r.contact_id = $2
              AND r.provider = u.provider AND r.account_id = u.account_id AND r.external_contact_id = u.external_id
            """;
    private static final String TAKE_ALONG =
            "UPDATE contacts_review_items r SET contact_id = $1 " + OF_LEAVING + "AND r.kind = 'archival_candidate'";
    private static final String OTHER = "(r.evidence -> 'candidates' ->> 0)::uuid";
    private static final String PAIR = "least($1, %1$s)::text || '|' || greatest($1, %1$s)".formatted(OTHER);
    private static final String TAKE_PAIRS_ALONG =
            "UPDATE contacts_review_items r SET contact_id = $1, subject = " + PAIR
                    + " " + OF_LEAVING + "AND r.kind = 'possible_duplicate' AND " + OTHER + " <> $1"
                    + " AND NOT EXISTS (SELECT 1 FROM contacts_review_items o"
                    + " WHERE o.status = 'open' AND o.kind = r.kind AND o.subject = " + PAIR + ")";
    // Whether a returning source's value conflicts with one there is decided anew.
    private static final String WITHDRAW = "UPDATE contacts_review_items r"
            + " SET status = 'closed', decision = 'parted', decided_by = $6, decided_at = now() " + OF_LEAVING
            + "AND r.kind = 'field_conflict' AND r.contact_id <> $1";

    private PartedQuestions() {}

    /**
     * Asks again what the merge had made pointless, and what the returning sources asked about since of the contact that
     * they return to.
     */
    static Uni<Void> ask(SqlConnection connection, UndoStore.Recorded merge, String actor) {
        return Rows.execute(connection, REOPEN, MergeStore.ids(merge.snapshot().questions()))
                .chain(() -> Rows.execute(connection, TAKE_ALONG, leaving(merge)))
                .chain(() -> Rows.execute(connection, TAKE_PAIRS_ALONG, leaving(merge)))
                .chain(() -> Rows.execute(connection, WITHDRAW, leaving(merge).addString(actor)))
                .replaceWithVoid();
    }

    private static Tuple leaving(UndoStore.Recorded merge) {
        return MergeStore.links(
                Tuple.of(merge.loser(), merge.survivor()), merge.snapshot().links());
    }
}
