package dev.kith.sync.api.auth;

import dev.kith.sync.account.Initiator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Who did what. */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOGGER = Logger.getLogger(AuditLog.class);
    private static final String WRITE =
            "INSERT INTO contacts_audit (actor, role, action, target, status) VALUES ($1, $2, $3, $4, $5)";
    private static final Initiator STRANGER = new Initiator("stranger", null);
    private static final String LATEST =
            "SELECT at, actor, role, action, target, status FROM contacts_audit ORDER BY id DESC LIMIT $1";

    private static final String FORGET =
            "DELETE FROM contacts_audit WHERE at < now() - $1::bigint * interval '1 millisecond'";

    /**
     * One deed.
     *
     * @param role {@code null} for somebody who is not known
     * @param action what was asked for, such as {@code POST /review/{id}}
     * @param target the address it was asked of
     * @param status how it was answered, as HTTP has it
     */
    public record Entry(Instant at, String actor, String role, String action, String target, int status) {}

    private final Pool pool;

    AuditLog(Pool pool) {
        this.pool = pool;
    }

    /** @param who {@code null} for somebody who is not known */
    public Uni<Void> write(KeyHolder who, String action, String target, int status) {
        return insert(initiator(who), action, target, status);
    }

    /** The same for what is done already, which is answered even if it cannot be noted. */
    public Uni<Void> note(KeyHolder who, String action, String target, int status) {
        return noteFor(initiator(who), action, target, status);
    }

    /** The same for somebody whose key is not at hand. */
    public Uni<Void> noteFor(Initiator who, String action, String target, int status) {
        return insert(who, action, target, status)
                .onFailure()
                .invoke(failure -> LOGGER.warnf(
                        "What was just done could not be noted (%s)",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private static Initiator initiator(KeyHolder who) {
        return who == null ? STRANGER : who.initiator();
    }

    private Uni<Void> insert(Initiator who, String action, String target, int status) {
        return pool.preparedQuery(WRITE)
                .execute(Tuple.of(who.actor(), who.role(), action, target, status))
                .replaceWithVoid();
    }

    /** Forgets what is older than this. */
    Uni<Void> forget(Duration age) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(age.toMillis())).replaceWithVoid();
    }

    /** The latest first. */
    public Uni<List<Entry>> latest(int limit) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Entry(
                                row.getOffsetDateTime("at").toInstant(),
                                row.getString("actor"),
                                row.getString("role"),
                                row.getString("action"),
                                row.getString("target"),
                                row.getInteger("status")))
                        .toList());
    }
}
