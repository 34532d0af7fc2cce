package dev.kith.sync.crm;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What contacts are called, for lists that mention many. */
@ApplicationScoped
public class ContactNames {

    private final Pool pool;

    ContactNames(Pool pool) {
        this.pool = pool;
    }

    /** Those that are there. */
    public Uni<Map<UUID, String>> of(Collection<UUID> ids) {
        return pool.preparedQuery("SELECT id, name FROM contacts WHERE id = ANY($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, String> names = new HashMap<>();
                    rows.forEach(row -> names.put(row.getUUID("id"), row.getString("name")));
                    return names;
                });
    }
}
