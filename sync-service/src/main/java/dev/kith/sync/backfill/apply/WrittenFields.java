package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.field.ScalarField;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Knows what people wrote into contacts, also of contacts whose rows are gone. */
public interface WrittenFields {

    /** By contact, the fields whose last word is a person's; {@code null} where they emptied one. */
    Uni<Map<UUID, Map<ScalarField, String>>> of(SqlConnection connection, Collection<UUID> contacts);
}
