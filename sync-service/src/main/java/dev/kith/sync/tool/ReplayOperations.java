package dev.kith.sync.tool;

import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.log.replay.ReplayRequest;
import dev.kith.sync.log.replay.ReplayView;
import dev.kith.sync.log.replay.Replays;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Deciding once more what the log holds. */
@ApplicationScoped
public class ReplayOperations {

    private static final String BEGINNING = "beginning";

    /**
     * What to replay; everything may be left out.
     *
     * @param from a time in RFC 3339, or {@code beginning}, which is meant when it is missing
     * @param accountId needs its provider
     * @param dryRun whether it is only told what would change; so it is unless this is false, or a plan was agreed to
     * @param planFingerprint of the dry run that was agreed to
     */
    public record Request(String from, String provider, String accountId, Boolean dryRun, String planFingerprint) {

        /** Whether nothing is changed. */
        public boolean onlyTells() {
            return dryRun == null ? agreed() == null : dryRun;
        }

        private String agreed() {
            return Arguments.optional(planFingerprint);
        }
    }

    private final Replays replays;
    private final ProviderRegistry providers;

    ReplayOperations(Replays replays, ProviderRegistry providers) {
        this.replays = replays;
        this.providers = providers;
    }

    /**
     * Begins a replay. Fails with {@link StalePlanException} when no dry run of the same request found what was agreed to;
     * what a replay finds otherwise once it begins is the end of it, before anything is changed.
     */
    public Uni<ReplayView> start(Request request, String actor) {
        String source = Arguments.provider(request.provider(), providers.names());
        String account = Arguments.accountId(request.accountId());
        if (account != null && source == null) {
            throw new InvalidRequestException("provider", "is missing: an account is named with its provider");
        }
        Instant from = time(Arguments.optional(request.from()));
        var wanted = new ReplayRequest(from, source, account, request.onlyTells());
        String agreed = wanted.dryRun() ? null : request.agreed();
        return planned(wanted, agreed).chain(() -> replays.start(wanted, agreed, actor));
    }

    private Uni<Void> planned(ReplayRequest wanted, String agreed) {
        return agreed == null
                ? Uni.createFrom().voidItem()
                : replays.planned(wanted, agreed)
                        .invoke(known -> {
                            if (!known) {
                                throw new StalePlanException();
                            }
                        })
                        .replaceWithVoid();
    }

    /**
     * Carries out what a dry run found, if it would still do the same.
     *
     * @param dryRunId of the dry run
     */
    public Uni<ReplayView> apply(UUID dryRunId, String planFingerprint, String actor) {
        return find(dryRunId)
                .chain(seen -> start(
                        new Request(
                                seen.from() == null ? null : seen.from().toString(),
                                seen.provider(),
                                seen.accountId(),
                                false,
                                Arguments.required("planFingerprint", planFingerprint)),
                        actor));
    }

    /** Ends a replay that is under way. What it changed stays; one that has ended is refused. */
    public Uni<ReplayView> cancel(UUID id, String actor) {
        return find(id).chain(() -> replays.cancel(id, actor)).chain(() -> find(id));
    }

    /** The latest first. */
    public Uni<List<ReplayView>> latest(int limit) {
        return replays.latest(limit);
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
        return find(id(id));
    }

    /** The same as {@link #cancel(UUID, String)}. */
    public Uni<ReplayView> cancel(String id, String actor) {
        return cancel(id(id), actor);
    }

    private static UUID id(String id) {
        return Arguments.uuid("replayId", Arguments.required("replayId", id));
    }

    public Uni<ReplayView> find(UUID id) {
        return replays.find(id).map(found -> found.orElseThrow(() -> new NotFoundException("replay")));
    }
}
