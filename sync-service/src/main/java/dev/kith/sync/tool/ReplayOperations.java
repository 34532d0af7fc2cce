package dev.kith.sync.tool;

import dev.kith.sync.log.replay.ReplayRequest;
import dev.kith.sync.log.replay.ReplayView;
import dev.kith.sync.log.replay.Replays;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Deciding once more what the log holds. */
@ApplicationScoped
public class ReplayOperations {

    private static final String BEGINNING = "beginning";

    private final Replays replays;

    ReplayOperations(Replays replays) {
        this.replays = replays;
    }

    /**
     * Begins a replay.
     *
     * @param from a time in RFC 3339, or {@code beginning}, which is meant when it is missing
     * @param accountId needs its provider
     * @param dryRun whether it is only told what would change; so it is unless this is false
     */
    public Uni<ReplayView> start(String from, String provider, String accountId, Boolean dryRun, String actor) {
        String source = Arguments.optional(provider);
        String account = Arguments.accountId("accountId", accountId);
        if (account != null && source == null) {
            throw new InvalidRequestException("provider", "is missing: an account is named with its provider");
        }
        return replays.start(
                new ReplayRequest(time(Arguments.optional(from)), source, account, dryRun == null || dryRun), actor);
    }

    private static Instant time(String from) {
        if (from == null || from.equals(BEGINNING)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(from).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequestException("from", "is neither a time in RFC 3339 nor \"beginning\"");
        }
    }

    /** How a replay goes, or went. */
    public Uni<ReplayView> report(String id) {
        return find(Arguments.uuid("replayId", Arguments.required("replayId", id)))
                .map(found -> found.orElseThrow(() -> new NotFoundException("replay")));
    }

    public Uni<Optional<ReplayView>> find(UUID id) {
        return replays.find(id);
    }
}
