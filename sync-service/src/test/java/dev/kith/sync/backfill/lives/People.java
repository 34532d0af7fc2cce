package dev.kith.sync.backfill.lives;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.review.ReviewDecision;
import dev.kith.sync.review.ReviewFixture;
import dev.kith.sync.review.ReviewRefusedException;
import dev.kith.sync.review.Reviews;
import dev.kith.sync.review.merge.MergeRefusedException;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.review.merge.UnknownContactException;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The people who work with the CRM, through what the service offers them. */
final class People {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A merge as it was recorded. */
    record MergeRow(UUID id, UUID survivor, UUID loser) {}

    private final CrmFixture crm;
    private final Merges merges;
    private final Reviews reviews;

    People(CrmFixture crm) {
        this.crm = crm;
        this.merges = new Merges(crm.pool(), UUID::randomUUID, Clock.systemUTC(), "US");
        this.reviews = ReviewFixture.reviews(crm.pool(), merges);
    }

    /** Contacts that came from these accounts, are there and were not merged into others; in a stable order. */
    List<UUID> contacts(List<AccountKey> accounts) {
        return crm.rows("""
                        SELECT DISTINCT c.id, min(l.external_contact_id) AS first FROM contacts c
                        JOIN contacts_source_links l ON l.local_contact_id = c.id
                        WHERE l.account_id = ANY ($1) AND c.merged_into IS NULL
                        GROUP BY c.id ORDER BY first
                        """, (Object) ids(accounts)).stream()
                .map(row -> row.getUUID("id"))
                .toList();
    }

    List<Row> questions(List<AccountKey> accounts) {
        return crm.rows("""
                SELECT id, kind, contact_id, evidence FROM contacts_review_items
                WHERE status = 'open' AND account_id = ANY ($1) ORDER BY kind, external_contact_id, subject
                """, (Object) ids(accounts));
    }

    UUID merge(UUID survivor, UUID loser) {
        return merges.merge(survivor, loser, "key:test").await().atMost(TIMEOUT).mergeId();
    }

    boolean undo(UUID merge) {
        try {
            merges.undo(merge, "key:test").await().atMost(TIMEOUT);
            return true;
        } catch (MergeRefusedException refused) {
            return false;
        }
    }

    boolean answer(UUID question, ReviewDecision decision) {
        try {
            reviews.resolve(question, decision, null, "key:test").await().atMost(TIMEOUT);
            return true;
        } catch (ReviewRefusedException | MergeRefusedException | UnknownContactException refused) {
            return false;
        }
    }

    Optional<MergeRow> lastMerge(UUID loser) {
        return loser == null
                ? Optional.empty()
                : crm.rows("""
                                SELECT id, survivor_id, loser_id FROM contacts_merges
                                WHERE loser_id = $1 ORDER BY merged_at DESC LIMIT 1
                                """, loser).stream()
                        .map(row ->
                                new MergeRow(row.getUUID("id"), row.getUUID("survivor_id"), row.getUUID("loser_id")))
                        .findFirst();
    }

    static String[] ids(List<AccountKey> accounts) {
        return accounts.stream().map(AccountKey::accountId).toArray(String[]::new);
    }
}
