package dev.kith.sync.backfill.lives;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.erasure.Erasures;
import dev.kith.sync.review.Reopening;
import dev.kith.sync.review.ReviewDecision;
import dev.kith.sync.review.ReviewFixture;
import dev.kith.sync.review.ReviewRefusedException;
import dev.kith.sync.review.Reviews;
import dev.kith.sync.review.SourceOverwrites;
import dev.kith.sync.review.merge.MergeRefusedException;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.review.merge.UnknownContactException;
import dev.kith.sync.review.merge.UnknownMergeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The people who work with the CRM, through what the service offers them. */
final class People {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String ACTOR = "key:test";

    /** A merge as it was recorded. */
    record MergeRow(UUID id, UUID survivor, UUID loser) {}

    private final CrmFixture crm;
    private final Merges merges;
    private final Reviews reviews;
    private final Reopening reopening;
    private final SourceOverwrites overwrites;
    private final Erasures erasures;

    People(CrmFixture crm) {
        this.crm = crm;
        this.merges = new Merges(crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US"));
        this.reviews = ReviewFixture.reviews(crm.pool(), merges);
        this.reopening = ReviewFixture.reopening(crm.pool());
        this.overwrites = new SourceOverwrites(crm.pool(), UUID::randomUUID, Clock.systemUTC());
        this.erasures = new Erasures(crm.pool(), UUID::randomUUID, CrmFixture.ERASED, new DefaultRegion("US"));
    }

    /**
     * Contacts that came from these accounts, or that humans entered, are there and were not merged into others; in a
     * stable order.
     */
    List<UUID> contacts(List<AccountKey> accounts, Collection<UUID> entered) {
        return crm.rows("""
                        SELECT c.id FROM contacts c
                        LEFT JOIN contacts_source_links l ON l.local_contact_id = c.id AND l.account_id = ANY ($1)
                        WHERE c.merged_into IS NULL AND (l.account_id IS NOT NULL OR c.id = ANY ($2))
                        GROUP BY c.id ORDER BY min(l.external_contact_id), array_position($2, c.id)
                        """, ids(accounts), entered.toArray(UUID[]::new)).stream()
                .map(row -> row.getUUID("id"))
                .toList();
    }

    List<String> labels(UUID contact) {
        return crm.texts("""
                SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id WHERE c.contact_id = $1 ORDER BY 1
                """, contact);
    }

    List<Row> questions(List<AccountKey> accounts, String status) {
        return crm.rows("""
                SELECT id, kind, contact_id, decision, evidence FROM contacts_review_items
                WHERE status = $2 AND account_id = ANY ($1) ORDER BY kind, external_contact_id, subject, created_at
                """, ids(accounts), status);
    }

    /** All that stands of two contacts, but for when it was last written. */
    List<String> dump(UUID one, UUID other) {
        return crm.texts("""
                SELECT x FROM (
                    SELECT 'contact ' || (to_jsonb(c) - 'updated_at' - 'metadata')::text FROM contacts c WHERE id = ANY ($1)
                    UNION ALL SELECT 'info ' || to_jsonb(i)::text FROM contact_info i WHERE contact_id = ANY ($1)
                    UNION ALL SELECT 'address ' || to_jsonb(a)::text FROM addresses a WHERE contact_id = ANY ($1)
                    UNION ALL SELECT 'date ' || to_jsonb(d)::text FROM important_dates d WHERE contact_id = ANY ($1)
                    UNION ALL SELECT 'label ' || to_jsonb(l)::text FROM contact_labels l WHERE contact_id = ANY ($1)
                    UNION ALL SELECT 'label source ' || to_jsonb(s)::text FROM contacts_label_sources s WHERE contact_id = ANY ($1)
                    UNION ALL SELECT 'link ' || (to_jsonb(k) - 'content_hash')::text
                    FROM contacts_source_links k WHERE local_contact_id = ANY ($1)
                    UNION ALL SELECT 'question ' || to_jsonb(q)::text FROM contacts_review_items q WHERE contact_id = ANY ($1)
                ) d (x) ORDER BY 1
                """, (Object) new UUID[] {one, other});
    }

    UUID merge(UUID survivor, UUID loser) {
        return await(merges.merge(survivor, loser, ACTOR)).mergeId();
    }

    boolean undo(UUID merge) {
        return allowed(merges.undo(merge, ACTOR));
    }

    boolean answer(UUID question, ReviewDecision decision) {
        return allowed(reviews.resolve(question, decision, null, ACTOR));
    }

    boolean takeBack(UUID question) {
        return allowed(reopening.reopen(question, ACTOR));
    }

    void takeSources(UUID contact) {
        await(overwrites.overwrite(contact, ACTOR));
    }

    void erase(UUID contact) {
        await(erasures.erase(contact, ACTOR, plan -> {}));
    }

    void disconnect(AccountKey account) {
        crm.disconnect(account);
    }

    void reconnect(AccountKey account) {
        crm.reconnect(account);
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

    /** Whether a person may do it as things stand. */
    private static boolean allowed(Uni<?> deed) {
        try {
            await(deed);
            return true;
        } catch (ReviewRefusedException
                | MergeRefusedException
                | UnknownContactException
                | UnknownMergeException refused) {
            return false;
        }
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(TIMEOUT);
    }

    static String[] ids(List<AccountKey> accounts) {
        return accounts.stream().map(AccountKey::accountId).toArray(String[]::new);
    }
}
