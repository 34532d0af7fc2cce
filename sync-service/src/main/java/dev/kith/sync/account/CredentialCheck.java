package dev.kith.sync.account;

import dev.kith.sync.provider.SourceAccount;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** At start, before anything polls: seals what is plain or was sealed by an older key, and names what no key opens. */
@ApplicationScoped
class CredentialCheck {

    private static final Logger LOGGER = Logger.getLogger(CredentialCheck.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CredentialStore rows;
    private final CredentialSeal seals;
    private final AccountStore accounts;

    CredentialCheck(CredentialStore rows, CredentialSeal seals, AccountStore accounts) {
        this.rows = rows;
        this.seals = seals;
        this.accounts = accounts;
    }

    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        run().await().atMost(PATIENCE);
    }

    Uni<Void> run() {
        return rows.all()
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .filter(CredentialRow::namesAnAccount)
                        .onItem()
                        .transformToUniAndConcatenate(this::check)
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> check(CredentialRow row) {
        var plain = seals.plainText(row);
        if (plain.isEmpty()) {
            return markUnopenable(row);
        }
        var sealing = seals.upToDate(row) ? Uni.createFrom().item(true) : seals.seal(row);
        var adopted = row.sealedText().isEmpty() && holdsRefreshToken(plain.get()) ? adopt(row) : forgive(row);
        return sealing.chain(() -> adopted);
    }

    private static boolean holdsRefreshToken(String plain) {
        return new JsonObject(plain).getString("refresh_token") != null;
    }

    private Uni<Void> adopt(CredentialRow row) {
        return accounts.register(row.provider(), row.accountId(), Map.of())
                .call(account -> heal(account.source()))
                .invoke(account -> LOGGER.infof(
                        "Took over stored credentials: account=%s",
                        account.source().id()))
                .replaceWithVoid();
    }

    private Uni<Void> heal(SourceAccount account) {
        return accounts.heal(account).chain(() -> accounts.makeDue(account));
    }

    private Uni<Void> markUnopenable(CredentialRow row) {
        return accounts.find(row.provider(), row.accountId())
                .chain(found -> found.map(account -> {
                            LOGGER.warnf(
                                    "No key opens the credentials: account=%s",
                                    account.source().id());
                            return accounts.setHealth(
                                    account.source(), AccountHealth.NEEDS_CONSENT, CredentialSeal.UNOPENABLE);
                        })
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** A key that came back heals what its absence broke. */
    private Uni<Void> forgive(CredentialRow row) {
        return accounts.find(row.provider(), row.accountId())
                .chain(found -> found.filter(account -> Objects.equals(account.message(), CredentialSeal.UNOPENABLE))
                        .map(account -> heal(account.source()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
