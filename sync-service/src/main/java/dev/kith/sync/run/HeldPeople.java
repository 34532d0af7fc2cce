package dev.kith.sync.run;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Whom a held run would touch, so that nobody decides without having seen. */
@ApplicationScoped
public class HeldPeople {

    private static final String PEOPLE = """
            SELECT c.id, c.name, count(*) OVER () AS whole FROM contacts c
            WHERE c.id IN (
                SELECT l.local_contact_id FROM contacts_deletion_candidates d
                JOIN contacts_source_links l ON l.provider = d.provider AND l.account_id = d.account_id
                    AND l.external_contact_id = d.external_contact_id
                WHERE d.run_id = $1
                UNION ALL SELECT w.contact_id FROM contacts_withheld_overwrites w WHERE w.run_id = $1)
            ORDER BY c.name, c.id LIMIT $2
            """;

    public record Person(UUID id, String name) {}

    /** The first of them. */
    public record Found(List<Person> people, long whole) {

        public long more() {
            return whole - people.size();
        }
    }

    private final Pool pool;

    HeldPeople(Pool pool) {
        this.pool = pool;
    }

    /** @param most how many are named */
    public Uni<Found> of(UUID runId, int most) {
        return pool.preparedQuery(PEOPLE).execute(Tuple.of(runId, most)).map(rows -> {
            List<Person> people = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new Person(row.getUUID("id"), row.getString("name")))
                    .toList();
            return new Found(
                    people, rows.size() == 0 ? 0 : rows.iterator().next().getLong("whole"));
        });
    }
}
