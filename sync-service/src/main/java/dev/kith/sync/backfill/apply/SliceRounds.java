package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.Counts;
import dev.kith.sync.backfill.SliceDecider;
import dev.kith.sync.backfill.Triage;
import dev.kith.sync.backfill.Triage.Pending;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.identity.CandidateIndex;
import dev.kith.sync.backfill.write.AdvisoryLocks;
import dev.kith.sync.backfill.write.CandidateLoader;
import dev.kith.sync.backfill.write.LinkLoader;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.backfill.write.SliceWriter;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Load, decide, write. One round does for almost every slice; entries that lead to a contact decided in the same round
 * take another.
 */
final class SliceRounds {

    /** What the rounds came to. */
    record Applied(Counts counts, boolean membershipsChanged) {}

    /** Contacts that PostgreSQL writes in no less time than it takes to decide on the rest of a slice. */
    private static final int HEAD = 400;

    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ErasureGuard guard;

    SliceRounds(Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        this.ids = ids;
        this.clock = clock;
        this.guard = new ErasureGuard(erased);
    }

    Instant now() {
        return clock.instant();
    }

    Uni<Applied> apply(SqlConnection connection, WriteContext context, Standing standing, SliceInput input) {
        return apply(connection, context, standing, input, writes -> {});
    }

    /** @param decided is told what is about to be written, once for each part of a round */
    Uni<Applied> apply(
            SqlConnection connection,
            WriteContext context,
            Standing standing,
            SliceInput input,
            Consumer<Writes> decided) {
        return LinkLoader.load(connection, input.account(), input.names()).chain(links -> {
            if (input.contested(links)) {
                return apply(connection, context, standing, input.whole().get(), decided);
            }
            Triage triage = Triage.of(input.contacts(), input.seen(), links);
            Writes settled = triage.settled();
            input.held().forEach(entry -> settled.held().add(entry.externalId()));
            settled.counts().unchanged(input.held().size());
            return guard.aside(connection, input.account(), input.quarantined(), settled.counts())
                    .chain(quarantined -> {
                        settled.quarantined().addAll(quarantined);
                        settled.counts().quarantined(quarantined.size());
                        return SliceWriter.write(connection, context, settled, standing);
                    })
                    .chain(() -> lockIdentities(connection, input.account(), triage.changed()))
                    .chain(() ->
                            round(connection, context, standing, triage.changed(), settled.counts(), false, decided));
        });
    }

    private static Uni<Void> lockIdentities(SqlConnection connection, AccountKey account, List<Pending> changed) {
        return AdvisoryLocks.take(
                connection,
                changed.stream()
                        .filter(Pending::unlinked)
                        .flatMap(pending -> pending.keys()
                                .stripes(account.link(pending.incoming().externalId()))));
    }

    private Uni<Applied> round(
            SqlConnection connection,
            WriteContext context,
            Standing standing,
            List<Pending> changed,
            Counts counts,
            boolean membershipsChanged,
            Consumer<Writes> decided) {
        if (changed.isEmpty()) {
            return Uni.createFrom().item(new Applied(counts, membershipsChanged));
        }
        return CandidateLoader.load(
                        connection, changed.stream().map(Pending::keys).toList())
                .chain(found -> (found.erasures()
                                ? guard.pass(connection, context.account(), changed, counts)
                                : Uni.createFrom().item(changed))
                        .chain(rest -> decide(
                                connection,
                                context,
                                standing,
                                rest,
                                found.candidates(),
                                counts,
                                membershipsChanged,
                                decided)));
    }

    private Uni<Applied> decide(
            SqlConnection connection,
            WriteContext context,
            Standing standing,
            List<Pending> changed,
            CandidateIndex candidates,
            Counts counts,
            boolean membershipsChanged,
            Consumer<Writes> decided) {
        Set<UUID> needed = new HashSet<>(candidates.contactIds());
        changed.stream()
                .map(Pending::link)
                .filter(link -> link != null && link.contactExists())
                .forEach(link -> needed.add(link.contactId()));
        return LocalContactLoader.load(connection, needed).chain(locals -> {
            SliceDecider decider =
                    new SliceDecider(context.account(), standing.createFromOther(), candidates, locals, ids, now());
            return HeadStart.write(
                            changed,
                            head(changed),
                            part -> check(connection, context, decider.decide(part)),
                            writes -> {
                                counts.add(writes.counts());
                                decided.accept(writes);
                                return SliceWriter.write(connection, context, writes, standing);
                            })
                    .chain(() -> round(
                            connection,
                            context,
                            standing,
                            new ArrayList<>(decider.deferred()),
                            counts,
                            membershipsChanged || decider.linked(),
                            decided));
        });
    }

    /** What is there already is decided on as a whole: how much of it a run overwrites, and in which order rows are locked. */
    private static int head(List<Pending> changed) {
        return changed.stream().allMatch(Pending::unlinked) ? HEAD : changed.size();
    }

    private static Uni<Writes> check(SqlConnection connection, WriteContext context, Writes writes) {
        return OverwriteGuard.check(connection, context, writes).replaceWith(writes);
    }
}
