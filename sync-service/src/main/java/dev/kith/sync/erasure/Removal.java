package dev.kith.sync.erasure;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.HandleKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Removes a person from every table. What an adopted database does not cascade is removed all the same. */
final class Removal {

    private static final String BY_LINK = """
            (provider, account_id, external_contact_id) IN (
                SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))
            """;

    /** By the ids of contacts; each before those that it looks things up in. */
    private static final List<String> OF_CONTACTS = List.of(
            // A request that is sent again must not make the person again.
            """
            UPDATE contacts_idempotency_keys SET request_hash = '', made_id = NULL
            WHERE made_id = ANY ($1) OR made_id IN (SELECT id FROM interactions WHERE contact_id = ANY ($1))
            """,
            """
            DELETE FROM contacts_merge_interactions
            WHERE interaction_id IN (SELECT id FROM interactions WHERE contact_id = ANY ($1))
            """,
            "DELETE FROM interactions WHERE contact_id = ANY ($1)",
            // Somebody else was one with this person for a while, and took over values.
            """
            DELETE FROM contacts_field_history h USING contacts_merges m
            WHERE (m.survivor_id = ANY ($1) OR m.loser_id = ANY ($1)) AND h.contact_id IN (m.survivor_id, m.loser_id)
              AND h.rule IN ('merged', 'merge_undone') AND h.changed_at BETWEEN m.merged_at AND coalesce(m.undone_at, now())
            """,
            "DELETE FROM contacts_merges WHERE survivor_id = ANY ($1) OR loser_id = ANY ($1)",
            "DELETE FROM contacts_separations WHERE one = ANY ($1) OR other = ANY ($1)",
            "DELETE FROM contacts_review_items WHERE contact_id = ANY ($1)",
            // A question that names others too stays one about them.
            """
            DELETE FROM contacts_review_items
            WHERE jsonb_typeof(evidence -> 'candidates') = 'array' AND jsonb_array_length(evidence -> 'candidates') > 0
              AND evidence -> 'candidates' <@ to_jsonb($1::uuid[])
            """,
            """
            UPDATE contacts_review_items SET evidence = jsonb_set(evidence, '{candidates}', (
                SELECT jsonb_agg(candidate) FROM jsonb_array_elements(evidence -> 'candidates') candidate
                WHERE NOT candidate <@ to_jsonb($1::uuid[])))
            WHERE jsonb_typeof(evidence -> 'candidates') = 'array'
              AND EXISTS (SELECT 1 FROM jsonb_array_elements(evidence -> 'candidates') candidate
                          WHERE candidate <@ to_jsonb($1::uuid[]))
            """,
            "DELETE FROM contacts_decisions WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_handle_owners WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_placeholders WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_label_sources WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_field_history WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_withheld_overwrites WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_provenance WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_photos WHERE contact_id = ANY ($1)",
            "DELETE FROM activity_feed WHERE contact_id = ANY ($1)",
            "DELETE FROM contact_labels WHERE contact_id = ANY ($1)",
            "DELETE FROM important_dates WHERE contact_id = ANY ($1)",
            "DELETE FROM addresses WHERE contact_id = ANY ($1)",
            "DELETE FROM contact_info WHERE contact_id = ANY ($1)",
            "DELETE FROM contacts_source_links WHERE local_contact_id = ANY ($1)",
            "DELETE FROM contacts WHERE id = ANY ($1)");

    private static final List<String> OF_LINKS = List.of(
            """
            UPDATE contacts_replays SET report = jsonb_set(report, '{contacts}', coalesce((
                SELECT jsonb_agg(c) FROM jsonb_array_elements(report -> 'contacts') c
                WHERE ((c ->> 'provider', c ->> 'accountId', c ->> 'externalId') IN (
                    SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))) IS NOT TRUE), '[]'))
            WHERE jsonb_typeof(report -> 'contacts') = 'array' AND report -> 'contacts' <> '[]'
            """,
            "DELETE FROM contacts_source_aliases WHERE " + BY_LINK,
            "DELETE FROM contacts_deletion_candidates WHERE " + BY_LINK,
            "DELETE FROM contacts_quarantine WHERE " + BY_LINK,
            "DELETE FROM contacts_review_items WHERE " + BY_LINK,
            """
            DELETE FROM activity_feed WHERE (details ->> 'provider', details ->> 'accountId', details ->> 'externalId') IN (
                SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))
            """);

    private static final List<String> OF_HANDLES = List.of(
            "DELETE FROM contacts_waiting_interactions WHERE handle = ANY ($1)",
            "DELETE FROM contacts_handles WHERE handle = ANY ($1)",
            "DELETE FROM contacts_handle_owners WHERE handle = ANY ($1)",
            "DELETE FROM contacts_placeholders WHERE handle = ANY ($1)");

    /** Where others' rows may speak of the person. */
    private static final List<String> MENTIONING = List.of(
            "DELETE FROM contacts_field_history WHERE concat_ws(' ', old_value, new_value, actor) ~* $1",
            "DELETE FROM contacts_review_items WHERE concat_ws(' ', subject, evidence) ~* $1",
            "DELETE FROM contacts_decisions WHERE subject::text ~* $1",
            "DELETE FROM contacts_quarantine WHERE concat_ws(' ', external_contact_id, payload) ~* $1",
            "DELETE FROM activity_feed WHERE concat_ws(' ', description, details) ~* $1",
            "DELETE FROM contacts_merges WHERE snapshot::text ~* $1");

    private static final String GROUP_MEMBERS = """
            UPDATE contacts_source_groups
            SET members = ARRAY (SELECT member FROM unnest(members) member WHERE member <> ALL ($1::text[]))
            WHERE EXISTS (SELECT 1 FROM unnest(members) member WHERE member = ANY ($1::text[]))
            """;
    // The copy of what sources said that stays with whom the person was one with for a while.
    private static final String COPIES = """
            UPDATE contacts SET metadata = metadata #- ARRAY['sources', 'contacts', $2::text, $3::text]
            WHERE id IN (SELECT unnest(ARRAY[survivor_id, loser_id]) FROM contacts_merges
                         WHERE survivor_id = ANY ($1) OR loser_id = ANY ($1))
              AND metadata #>> ARRAY['sources', 'contacts', $2::text, $3::text, 'external_id'] = $4
            """;
    private static final String BY_ACTOR = "DELETE FROM contacts_field_history WHERE actor = ANY ($1)";

    private Removal() {}

    static Uni<Void> of(SqlConnection connection, Subject subject) {
        List<LinkKey> links = Stream.concat(subject.links().stream(), subject.aliases().stream())
                .toList();
        Tuple keys = Tuple.tuple()
                .addArrayOfString(texts(links, LinkKey::provider))
                .addArrayOfString(texts(links, LinkKey::accountId))
                .addArrayOfString(texts(links, LinkKey::externalId));
        Tuple ids = Tuple.tuple().addArrayOfUUID(subject.contacts().toArray(UUID[]::new));
        return all(connection, OF_LINKS, keys)
                .chain(() -> all(connection, List.of(BY_ACTOR), array(texts(links, LinkKey::text))))
                .chain(() -> all(
                        connection, List.of(GROUP_MEMBERS), array(subject.uids().toArray(String[]::new))))
                .chain(() -> all(connection, OF_HANDLES, array(texts(List.copyOf(subject.handles()), HandleKey::text))))
                .chain(() -> copies(connection, subject))
                .chain(() -> all(connection, OF_CONTACTS, ids))
                .chain(() -> all(connection, MENTIONING, Tuple.of(subject.mentioned())));
    }

    private static Uni<Void> copies(SqlConnection connection, Subject subject) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (LinkKey link : subject.links()) {
            Tuple arguments = Tuple.tuple()
                    .addArrayOfUUID(subject.contacts().toArray(UUID[]::new))
                    .addString(link.provider())
                    .addString(link.accountId())
                    .addString(link.externalId());
            done = done.chain(() -> Rows.execute(connection, COPIES, arguments).replaceWithVoid());
        }
        return done;
    }

    private static <T> String[] texts(List<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    private static Tuple array(String[] texts) {
        return Tuple.tuple().addArrayOfString(texts);
    }

    private static Uni<Void> all(SqlConnection connection, List<String> statements, Tuple arguments) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String statement : statements) {
            done = done.chain(
                    () -> Rows.execute(connection, statement, arguments).replaceWithVoid());
        }
        return done;
    }
}
