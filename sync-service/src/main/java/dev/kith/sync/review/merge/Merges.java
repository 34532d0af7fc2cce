package dev.kith.sync.review.merge;

import dev.kith.model.EmailNormalizer;
import dev.kith.model.PhoneNormalizer;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.ContactDecider;
import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.backfill.identity.IdentityKeys;
import dev.kith.sync.backfill.write.AdvisoryLocks;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.interaction.Placeholder;
import dev.kith.sync.review.ContactWrites;
import dev.kith.sync.review.DecisionLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes two contacts one, and parts them again. Nothing is deleted: the losing contact is archived, keeps its rows, and its
 * id goes on answering with the survivor.
 */
@ApplicationScoped
public class Merges {

    /** A merge that was made or undone. */
    public record Merge(UUID mergeId, UUID survivorId, UUID loserId) {}

    private final Pool pool;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final String region;

    public Merges(Pool pool, Supplier<UUID> ids, Clock clock, DefaultRegion region) {
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
        this.region = region.code();
    }

    /**
     * Merges one contact into another. A merged contact stands for the one it was merged into.
     *
     * @param actor who decided
     */
    public Uni<Merge> merge(UUID survivor, UUID loser, String actor) {
        return OptimisticTransaction.in(pool, connection -> merge(connection, survivor, loser, actor));
    }

    /** The same inside the caller's transaction, which must be ready to run again. */
    public Uni<Merge> merge(SqlConnection connection, UUID survivor, UUID loser, String actor) {
        return lock(connection, List.of(survivor, loser)).chain(standings -> {
            UUID kept = survivorOf(standings, survivor);
            UUID given = survivorOf(standings, loser);
            if (kept.equals(given)) {
                throw new MergeRefusedException("Both are the same contact already.");
            }
            return kept.equals(survivor) && given.equals(loser)
                    ? merge(connection, standings, kept, given, actor)
                    : merge(connection, kept, given, actor);
        });
    }

    private static UUID survivorOf(Map<UUID, MergeStore.Standing> standings, UUID id) {
        MergeStore.Standing standing = standings.get(id);
        if (standing == null) {
            throw new UnknownContactException(id);
        }
        return Objects.requireNonNullElse(standing.mergedInto(), id);
    }

    private Uni<Merge> merge(
            SqlConnection connection,
            Map<UUID, MergeStore.Standing> standings,
            UUID survivor,
            UUID loser,
            String actor) {
        UUID mergeId = ids.get();
        return LocalContactLoader.load(connection, List.of(survivor, loser)).chain(locals -> {
            LocalContact kept = locals.get(survivor);
            LocalContact given = Placeholder.withoutMadeUpValues(locals.get(loser));
            LocalContact merged = contactMerge().merge(kept, given);
            ContactDecision decision = ContactDecision.byPerson(kept, merged, actor, FieldRule.MERGED);
            return ContactWrites.write(connection, List.of(decision), clock.instant())
                    .chain(() -> MergeStore.move(connection, loser, survivor, actor))
                    .map(moved -> new MergeSnapshot(
                            ContactState.of(kept),
                            ContactState.of(merged),
                            kept.links().stream()
                                    .map(LocalContact.HeldLink::key)
                                    .toList(),
                            given.links().stream()
                                    .map(held -> new MovedLink(held.key(), held.mapped(), held.deleted()))
                                    .toList(),
                            moved.labels(),
                            moved.questions(),
                            moved.earlier(),
                            standings.get(loser).listed(),
                            standings.get(loser).archivedAt()))
                    .chain(snapshot -> MergeStore.record(connection, mergeId, loser, survivor, actor, snapshot))
                    .chain(() -> DecisionLog.merged(connection, mergeId, survivor, loser, actor))
                    .replaceWith(new Merge(mergeId, survivor, loser));
        });
    }

    /** Parts two contacts as their sources and people meanwhile left them. */
    public Uni<Merge> undo(UUID mergeId, String actor) {
        return OptimisticTransaction.in(
                pool,
                connection -> UndoStore.find(connection, mergeId)
                        .map(found -> found.orElseThrow(() -> new UnknownMergeException(mergeId)))
                        .chain(merge -> undo(connection, merge, actor)));
    }

    private Uni<Merge> undo(SqlConnection connection, UndoStore.Recorded merge, String actor) {
        return lock(connection, List.of(merge.survivor(), merge.loser()))
                .invoke(standings -> requireUndoable(merge, standings))
                .chain(() -> PartedQuestions.ask(connection, merge, actor))
                .chain(() -> LocalContactLoader.load(connection, List.of(merge.survivor(), merge.loser())))
                .chain(locals -> {
                    LocalContact survivor = locals.get(merge.survivor());
                    LocalContact loser = locals.get(merge.loser());
                    LocalContact parted = contactMerge().part(survivor, merge.snapshot());
                    ContactMerge.Restored restored = contactMerge().restore(loser, survivor, merge.snapshot());
                    return ContactWrites.write(
                                    connection,
                                    List.of(
                                            ContactDecision.byPerson(survivor, parted, actor, FieldRule.MERGE_UNDONE),
                                            ContactDecision.byPerson(
                                                    loser, restored.contact(), actor, FieldRule.MERGE_UNDONE)),
                                    clock.instant())
                            .chain(() -> ContactWrites.ask(
                                    connection, restored.review(), restored.answered(), clock.instant()));
                })
                .chain(() -> UndoStore.moveBack(connection, merge, actor))
                .chain(() -> DecisionLog.parted(connection, merge.id(), merge.survivor(), merge.loser(), actor))
                .replaceWith(new Merge(merge.id(), merge.survivor(), merge.loser()));
    }

    private static void requireUndoable(UndoStore.Recorded merge, Map<UUID, MergeStore.Standing> standings) {
        MergeStore.Standing survivor = standings.get(merge.survivor());
        MergeStore.Standing loser = standings.get(merge.loser());
        if (merge.undone()) {
            throw new MergeRefusedException("This merge is undone already.");
        }
        if (survivor == null || loser == null) {
            throw new MergeRefusedException(
                    "One of the contacts was deleted from the database: nothing can be parted.");
        }
        if (survivor.mergedInto() != null) {
            throw new MergeRefusedException("The contact was merged into another one since: undo that merge first.");
        }
        if (!merge.survivor().equals(loser.mergedInto())) {
            throw new MergeRefusedException("The contacts are no longer merged.");
        }
    }

    /** Takes everything that anybody else who writes to these contacts takes, in the order everybody does. */
    private Uni<Map<UUID, MergeStore.Standing>> lock(SqlConnection connection, List<UUID> contacts) {
        return MergeStore.lockAccounts(connection, contacts)
                .chain(() -> LocalContactLoader.load(connection, contacts))
                .chain(locals ->
                        AdvisoryLocks.take(connection, locals.values().stream().flatMap(this::stripes)))
                .chain(() -> MergeStore.lockContacts(connection, contacts));
    }

    private Stream<Integer> stripes(LocalContact contact) {
        return Stream.concat(
                IdentityKeys.ofName(contact.scalars().get(ScalarField.NAME)).stripes(),
                contact.infos().stream().flatMap(row -> stripes(row.item())));
    }

    private Stream<Integer> stripes(InfoItem item) {
        return switch (item.type()) {
            case InfoItem.EMAIL ->
                IdentityKeys.ofEmail(EmailNormalizer.normalize(item.value())).stripes();
            case InfoItem.PHONE ->
                Stream.ofNullable(PhoneNormalizer.e164(item.value(), region))
                        .flatMap(e164 -> IdentityKeys.ofPhone(e164).stripes());
            default -> Stream.empty();
        };
    }

    private ContactMerge contactMerge() {
        return new ContactMerge(new ContactDecider(ids, clock.instant()), ids);
    }
}
