package dev.kith.sync.account;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** Credentials sealed in {@code google_oauth_credentials}. Plain ones are used, and sealed when they are read. */
@ApplicationScoped
class CredentialSeal {

    static final String UNOPENABLE = "No key in " + CredentialCipher.VARIABLE
            + " opens the stored credentials: restore the key they were sealed with, or connect the account again.";
    static final String ABSENT = "No credentials are stored for this account: connect it again.";

    private final CredentialStore rows;
    private final CredentialCipher cipher;

    CredentialSeal(CredentialStore rows, CredentialCipher cipher) {
        this.rows = rows;
        this.cipher = cipher;
    }

    /** What is stored for an account. Fails with {@link AuthRevoked} when there is nothing or no key opens it. */
    Uni<JsonObject> load(SourceAccount account) {
        return rows.find(account.provider(), account.accountId())
                .map(found -> found.orElseThrow(() -> new ProviderException(new AuthRevoked(ABSENT))))
                .call(row -> row.sealedText().isPresent() ? Uni.createFrom().voidItem() : seal(row))
                .map(this::open);
    }

    /** Stores credentials in place of what stood there. */
    Uni<Void> store(SourceAccount account, JsonObject credentials) {
        String key =
                CredentialRow.keysOf(account.provider(), account.accountId()).get(0);
        return rows.put(CredentialRow.ofSealed(key, cipher.seal(account.key(), credentials.encode())));
    }

    /**
     * Changes what is stored for an account. Somebody who writes in between is not overwritten: what stands there then
     * decides.
     *
     * @param change what becomes of the stored credentials; nothing to leave them
     */
    Uni<Void> change(SourceAccount account, Function<JsonObject, Optional<JsonObject>> change) {
        return rows.find(account.provider(), account.accountId())
                .map(found -> found.orElseThrow(() -> new ProviderException(new AuthRevoked(ABSENT))))
                .chain(row -> change.apply(open(row))
                        .map(changed -> rows.replace(
                                        row,
                                        CredentialRow.ofSealed(
                                                row.key(), cipher.seal(row.accountKey(), changed.encode())))
                                .chain(replaced -> replaced ? Uni.createFrom().voidItem() : change(account, change)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Seals a row that is plain or that an older key sealed. */
    Uni<Boolean> seal(CredentialRow row) {
        String plain = plainText(row).orElseThrow(() -> new ProviderException(new AuthRevoked(UNOPENABLE)));
        return rows.replace(row, CredentialRow.ofSealed(row.key(), cipher.seal(row.accountKey(), plain)));
    }

    Optional<String> plainText(CredentialRow row) {
        return row.sealedText().isPresent()
                ? row.sealedText().flatMap(text -> cipher.open(row.accountKey(), text))
                : Optional.of(row.stored().encode());
    }

    boolean upToDate(CredentialRow row) {
        return row.sealedText().filter(cipher::sealedByFirstKey).isPresent();
    }

    private JsonObject open(CredentialRow row) {
        return plainText(row)
                .map(JsonObject::new)
                .orElseThrow(() -> new ProviderException(new AuthRevoked(UNOPENABLE)));
    }
}
