package dev.kith.sync.account;

import dev.kith.sync.backfill.erased.ErasureKey;
import dev.kith.sync.backfill.erased.ErasureKeys;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/** The key of erased people's digests, sealed like credentials. Without it nobody could be kept from coming back. */
@ApplicationScoped
class SealedErasureKey implements ErasureKeys {

    private static final String PURPOSE = "erasure";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FIND = "SELECT sealed FROM contacts_erasure_key";
    private static final String ADD =
            "INSERT INTO contacts_erasure_key (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO NOTHING";
    private static final String RESEAL = "UPDATE contacts_erasure_key SET sealed = $2 WHERE sealed = $1";

    private final Pool pool;
    private final CredentialCipher cipher;
    private final SecureRandom random = new SecureRandom();
    private volatile ErasureKey known;

    SealedErasureKey(Pool pool, CredentialCipher cipher) {
        this.pool = pool;
        this.cipher = cipher;
    }

    /** Before anything is applied: a key that cannot be opened stops the service, one of an older key is sealed anew. */
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        pool.withConnection(this::check).await().atMost(PATIENCE);
    }

    private Uni<Void> check(SqlConnection connection) {
        return connection.query(FIND).execute().chain(rows -> {
            if (!rows.iterator().hasNext()) {
                return Uni.createFrom().voidItem();
            }
            String sealed = rows.iterator().next().getString("sealed");
            String plain = open(sealed);
            return cipher.sealedByFirstKey(sealed)
                    ? Uni.createFrom().voidItem()
                    : connection
                            .preparedQuery(RESEAL)
                            .execute(Tuple.of(sealed, cipher.seal(PURPOSE, plain)))
                            .replaceWithVoid();
        });
    }

    @Override
    public Uni<ErasureKey> key(SqlConnection connection) {
        ErasureKey present = known;
        return present != null ? Uni.createFrom().item(present) : stored(connection);
    }

    private Uni<ErasureKey> stored(SqlConnection connection) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(cipher.seal(PURPOSE, fresh())))
                .chain(added -> connection
                        .query(FIND)
                        .execute()
                        .map(rows -> rows.iterator().next().getString("sealed"))
                        .map(this::open)
                        .map(plain -> new ErasureKey(Base64.getDecoder().decode(plain)))
                        // One that this transaction made is there for good only once it is committed.
                        .invoke(key -> known = added.rowCount() == 0 ? key : null));
    }

    private String fresh() {
        byte[] bytes = new byte[ErasureKey.BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String open(String sealed) {
        return cipher.open(PURPOSE, sealed)
                .orElseThrow(() -> new IllegalStateException("No key in " + CredentialCipher.VARIABLE
                        + " opens the key by which erased people are kept from coming back: add the one it was sealed with."
                        + " If that is lost, docs/privacy.md says what to do."));
    }
}
