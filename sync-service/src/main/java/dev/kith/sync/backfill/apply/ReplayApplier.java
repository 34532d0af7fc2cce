package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ContactDecider;
import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.Counts;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.ReplayChoice;
import dev.kith.sync.backfill.Replayed;
import dev.kith.sync.backfill.Replayed.Difference;
import dev.kith.sync.backfill.Restoration;
import dev.kith.sync.backfill.SourceLink;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.write.LinkLoader;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.backfill.write.ReplayRows;
import dev.kith.sync.backfill.write.SliceWriter;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.RolledBackTransaction;
import dev.kith.sync.database.SqlFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Applies states of the log once more, at the positions they had: load, decide, write as ever, but for no run, without
 * touching the position of the consumer, the cursor or what a full sync saw.
 */
public final class ReplayApplier {

    /**
     * How to replay.
     *
     * @param replayId names the replay in activity and history
     * @param dryRun whether everything is rolled back and only told
     * @param rebuild whether contacts that are gone are made again
     */
    public record Terms(UUID replayId, boolean dryRun, boolean rebuild) {}

    private final Pool pool;
    private final Supplier<UUID> ids;
    private final SliceRounds rounds;
    private final WrittenFields written;

    public ReplayApplier(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased, WrittenFields written) {
        this.written = written;
        this.pool = pool;
        this.ids = ids;
        this.rounds = new SliceRounds(ids, clock, erased);
    }

    /** Applies states of one account, the latest of each contact. Those the database refuses are left out and counted. */
    public Uni<Replayed> apply(AccountKey account, List<IncomingContact> states, Terms terms) {
        return leavingOutRefused(states, terms, (connection, some) -> work(connection, account, some, terms));
    }

    /** Makes contacts that are gone again, as their sources and people left them. Refused ones are left out and counted. */
    public Uni<Replayed> restore(List<UUID> missing, Terms terms) {
        return leavingOutRefused(missing, terms, (connection, some) -> {
            List<Difference> restored = new ArrayList<>();
            return restore(connection, Set.copyOf(some), context(null, terms), restored)
                    .map(done -> Replayed.of(new Counts(), restored, 0));
        });
    }

    private <T> Uni<Replayed> leavingOutRefused(
            List<T> all, Terms terms, BiFunction<SqlConnection, List<T>, Uni<Replayed>> work) {
        return transaction(connection -> work.apply(connection, all), terms)
                .onFailure(SqlFailures::refused)
                .recoverWithUni(refusal -> new Bisection<T>(
                                pool,
                                (connection, some) ->
                                        work.apply(connection, some).replaceWithVoid())
                        .search(all)
                        .chain(culprits -> {
                            if (culprits.isEmpty()) {
                                return Uni.createFrom().failure(refusal);
                            }
                            List<T> rest = all.stream()
                                    .filter(one -> !culprits.containsKey(one))
                                    .toList();
                            return transaction(connection -> work.apply(connection, rest), terms)
                                    .map(done -> done.withQuarantined(culprits.size()));
                        }));
    }

    /**
     * Has links speak anew whose sources said something while their contacts were gone, a page of them: nothing of it could
     * be applied then, and nothing would bring it once more.
     *
     * @return what came of it; {@link Replayed#NOTHING} once none is left
     */
    public Uni<Replayed> speakAnew(Terms terms) {
        return transaction(
                connection -> ReplayRows.unheard(connection)
                        .chain(unheard -> unheard.isEmpty()
                                ? Uni.createFrom().item(Replayed.NOTHING)
                                : speakAnew(connection, unheard, context(null, terms))),
                terms);
    }

    private Uni<Replayed> speakAnew(SqlConnection connection, Map<LinkKey, UUID> unheard, WriteContext context) {
        ContactDecider decider = new ContactDecider(ids, context.now());
        Writes writes = new Writes();
        List<Difference> differences = new ArrayList<>();
        return LocalContactLoader.load(connection, Set.copyOf(unheard.values()))
                .chain(locals -> {
                    locals.values().stream()
                            .map(local -> decider.inherit(
                                    local, held -> unheard.containsKey(held.key()) ? null : held.mapped()))
                            .flatMap(Optional::stream)
                            .forEach(writes.contacts()::add);
                    note(writes, differences);
                    return SliceWriter.write(connection, context, writes, Standing.APART);
                })
                .map(done -> Replayed.ofUpdates(differences, unheard.size() - differences.size()));
    }

    private <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work, Terms terms) {
        return terms.dryRun() ? RolledBackTransaction.in(pool, work) : OptimisticTransaction.in(pool, work);
    }

    private Uni<Replayed> work(
            SqlConnection connection, AccountKey account, List<IncomingContact> states, Terms terms) {
        SliceInput input = SliceInput.of(account, states);
        return ReplayRows.lock(connection, account)
                .chain(standing -> standing.isEmpty()
                        ? Uni.createFrom().item(Replayed.NOTHING)
                        : LinkLoader.load(connection, account, input.names())
                                .chain(links ->
                                        choose(connection, account, states, links, terms, standing.orElseThrow())));
    }

    private Uni<Replayed> choose(
            SqlConnection connection,
            AccountKey account,
            List<IncomingContact> states,
            Map<String, SourceLink> links,
            Terms terms,
            Standing standing) {
        Set<String> known = Set.copyOf(links.values().stream()
                .map(link -> link.key().externalId())
                .distinct()
                .toList());
        return ReplayRows.heard(connection, account, known)
                .chain(heard -> ReplayRows.withheld(connection, account, known)
                        .map(withheld -> ReplayChoice.of(states, links, heard, withheld, terms.rebuild())))
                .chain(choice -> decide(connection, account, choice, terms, standing));
    }

    private Uni<Replayed> decide(
            SqlConnection connection, AccountKey account, ReplayChoice choice, Terms terms, Standing standing) {
        if (choice.chosen().isEmpty() && choice.missing().isEmpty()) {
            return Uni.createFrom().item(Replayed.of(new Counts(), List.of(), choice.settled()));
        }
        WriteContext context = context(account, terms);
        List<Difference> differences = new ArrayList<>();
        SliceInput input = SliceInput.of(account, choice.chosen());
        return restore(connection, choice.missing(), context, differences)
                .chain(() -> ReplayRows.decideAgain(connection, account, choice.again()))
                .chain(() -> rounds.apply(connection, context, standing, input, writes -> note(writes, differences)))
                .map(applied -> Replayed.of(applied.counts(), differences, choice.settled()));
    }

    private static void note(Writes writes, List<Difference> differences) {
        writes.contacts().stream()
                .filter(ContactDecision::visible)
                .map(Difference::of)
                .forEach(differences::add);
    }

    private Uni<Void> restore(
            SqlConnection connection, Set<UUID> missing, WriteContext context, List<Difference> differences) {
        if (missing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return ReplayRows.provenance(connection, missing)
                .chain(documents -> written.of(connection, documents.keySet()).chain(byPeople -> {
                    Writes writes = new Writes();
                    documents.forEach((contact, held) -> writes.contacts()
                            .add(Restoration.of(contact, held, byPeople.getOrDefault(contact, Map.of()), ids)));
                    note(writes, differences);
                    return SliceWriter.write(connection, context, writes, Standing.APART);
                }));
    }

    private WriteContext context(AccountKey account, Terms terms) {
        return new WriteContext(account, terms.replayId(), WriteContext.NO_SIGHT, rounds.now());
    }
}
