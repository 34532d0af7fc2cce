package dev.kith.sync.log;

import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.SeenContact;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.erased.ErasedPeople;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps people who were erased out of the log. A page goes on counting them, but does not say who they are. */
@ApplicationScoped
class ErasureFilter {

    private static final String NAMELESS = "erased-";

    /** Whoever slips through meanwhile is turned away when the page is applied, and taken out of the log again. */
    private static final Duration SURE = Duration.ofSeconds(10);

    private final Pool pool;
    private final ErasedPeople erased;
    private final Clock clock;
    private volatile Instant nobodyUntil = Instant.MIN;

    ErasureFilter(Pool pool, ErasedPeople erased, Clock clock) {
        this.pool = pool;
        this.erased = erased;
        this.clock = clock;
    }

    Uni<ContactBatch> without(ContactBatch page) {
        Instant now = clock.instant();
        if (now.isBefore(nobodyUntil)) {
            return Uni.createFrom().item(page);
        }
        return erased.anybody(pool)
                .invoke(anybody -> nobodyUntil = anybody ? Instant.MIN : now.plus(SURE))
                .chain(anybody -> anybody ? filtered(page) : Uni.createFrom().item(page));
    }

    private Uni<ContactBatch> filtered(ContactBatch page) {
        return pool.withTransaction(connection ->
                        erased.turnAway(connection, new AccountKey(page.provider(), page.accountId()), page.contacts()))
                .map(gone -> gone.isEmpty() ? page : without(page, gone));
    }

    private static ContactBatch without(ContactBatch page, Set<String> gone) {
        List<CanonicalContact> rest = page.contacts().stream()
                .filter(contact -> !gone.contains(contact.externalId()))
                .toList();
        List<SeenContact> seen = new ArrayList<>(page.seen());
        for (int number = 1; number <= page.contacts().size() - rest.size(); number++) {
            seen.add(new SeenContact(NAMELESS + number, null));
        }
        return page.withContacts(rest, seen);
    }
}
