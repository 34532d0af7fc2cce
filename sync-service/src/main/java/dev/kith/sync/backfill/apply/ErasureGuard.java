package dev.kith.sync.backfill.apply;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.Counts;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Quarantined;
import dev.kith.sync.backfill.Triage.Pending;
import dev.kith.sync.backfill.erased.ErasedPeople;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns away who was erased, whether to be applied or to be set aside. */
final class ErasureGuard {

    private final ErasedPeople erased;

    ErasureGuard(ErasedPeople erased) {
        this.erased = erased;
    }

    /** Those who may come in. The stripes of their keys must be held. */
    Uni<List<Pending>> pass(SqlConnection connection, AccountKey account, List<Pending> changed, Counts counts) {
        return rest(
                connection,
                account,
                changed,
                pending -> pending.link() == null,
                pending -> pending.incoming().contact(),
                pending -> pending.incoming().position(),
                counts);
    }

    /** Those who may be set aside. */
    Uni<List<Quarantined>> aside(
            SqlConnection connection, AccountKey account, List<Quarantined> quarantined, Counts counts) {
        return rest(
                connection,
                account,
                quarantined,
                aside -> aside.externalId() != null,
                ErasureGuard::contact,
                Quarantined::position,
                counts);
    }

    private static CanonicalContact contact(Quarantined aside) {
        return aside.contact() == null ? CanonicalContact.tombstone(aside.externalId(), null) : aside.contact();
    }

    private <T> Uni<List<T>> rest(
            SqlConnection connection,
            AccountKey account,
            List<T> coming,
            Predicate<T> suspect,
            Function<T, CanonicalContact> contact,
            Function<T, LogPosition> position,
            Counts counts) {
        List<CanonicalContact> strangers =
                coming.stream().filter(suspect).map(contact).toList();
        if (strangers.isEmpty()) {
            return Uni.createFrom().item(coming);
        }
        return erased.turnAway(connection, account, strangers).chain(gone -> {
            Predicate<T> goes =
                    suspect.and(one -> gone.contains(contact.apply(one).externalId()));
            List<LogPosition> positions =
                    coming.stream().filter(goes).map(position).toList();
            positions.forEach(away -> counts.skipped());
            return erased.sighted(connection, positions)
                    .replaceWith(coming.stream().filter(goes.negate()).toList());
        });
    }
}
