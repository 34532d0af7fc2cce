package dev.kith.sync.backfill.erased;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Where the key of this installation is kept. */
@FunctionalInterface
public interface ErasureKeys {

    /** The key; made when it is first asked for. */
    Uni<ErasureKey> key(SqlConnection connection);
}
