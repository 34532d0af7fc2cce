package dev.kith.sync.interaction.write;

import dev.kith.sync.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds interactions that wait for a contact. */
public final class WaitingInteractions {

    private static final String AMONG = """
            SELECT external_id FROM contacts_waiting_interactions w
            JOIN unnest($1::text[], $2::text[]) AS u (external_id, source) USING (external_id, source)
            WHERE NOT EXISTS (SELECT 1 FROM interactions i
                              WHERE i.source = w.source AND i.external_id = w.external_id)
            """;

    private WaitingInteractions() {}

    /**
     * The external ids of those that wait.
     *
     * @param sources by external id
     */
    public static Uni<Set<String>> among(SqlClient client, Map<String, String> sources) {
        Tuple arguments = new Columns<>(List.copyOf(sources.entrySet()))
                .text(Map.Entry::getKey)
                .text(Map.Entry::getValue)
                .tuple();
        return client.preparedQuery(AMONG).execute(arguments).map(rows -> {
            Set<String> waiting = new HashSet<>();
            rows.forEach(row -> waiting.add(row.getString(0)));
            return waiting;
        });
    }
}
