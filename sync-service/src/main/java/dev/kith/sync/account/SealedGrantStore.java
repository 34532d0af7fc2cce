package dev.kith.sync.account;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/** Grants sealed in {@code google_oauth_credentials}. A plain-text one is used, and sealed when it is read. */
@ApplicationScoped
class SealedGrantStore implements OAuthGrantStore {

    static final String UNOPENABLE = "No key in " + CredentialCipher.VARIABLE
            + " opens the stored credentials: restore the key they were sealed with, or connect the account again.";
    static final String ABSENT = "No credentials are stored for this account: connect it again.";

    private final CredentialStore rows;
    private final CredentialCipher cipher;
    private final OAuthClient client;
    private final Clock clock;

    SealedGrantStore(CredentialStore rows, CredentialCipher cipher, OAuthClient client, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Uni<OAuthGrant> load(SourceAccount account) {
        return row(account)
                .call(row -> row.sealedText().isPresent() ? Uni.createFrom().voidItem() : seal(row))
                .map(row -> complete(open(row)));
    }

    @Override
    public Uni<Void> replaceRefreshToken(SourceAccount account, OAuthGrant exchanged, String refreshToken) {
        return row(account).chain(row -> {
            var grant = open(row);
            if (!Objects.equals(grant.refreshToken(), exchanged.refreshToken())) {
                return Uni.createFrom().voidItem();
            }
            var rotated = new OAuthGrant(grant.clientId(), grant.clientSecret(), refreshToken, grant.scopes());
            return rows.replace(row, sealedRow(row.key(), row.accountKey(), rotated))
                    // Somebody wrote in between: what stands there now decides.
                    .chain(replaced -> replaced
                            ? Uni.createFrom().voidItem()
                            : replaceRefreshToken(account, exchanged, refreshToken));
        });
    }

    /** Stores what an owner granted, in place of what stood there. */
    Uni<Void> store(SourceAccount account, OAuthGrant grant) {
        var key = CredentialRow.keysOf(account.provider(), account.accountId()).get(0);
        return rows.put(sealedRow(key, account.key(), client.complete(grant)));
    }

    /** Seals a row that is plain or that an older key sealed. */
    Uni<Boolean> seal(CredentialRow row) {
        var plain = plainText(row).orElseThrow(() -> new ProviderException(new AuthRevoked(UNOPENABLE)));
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

    private Uni<CredentialRow> row(SourceAccount account) {
        return rows.find(account.provider(), account.accountId())
                .map(found -> found.orElseThrow(() -> new ProviderException(new AuthRevoked(ABSENT))));
    }

    private OAuthGrant open(CredentialRow row) {
        return plainText(row)
                .map(plain -> GrantCodec.decode(new JsonObject(plain)))
                .orElseThrow(() -> new ProviderException(new AuthRevoked(UNOPENABLE)));
    }

    private CredentialRow sealedRow(String key, String accountKey, OAuthGrant grant) {
        return CredentialRow.ofSealed(
                key,
                cipher.seal(
                        accountKey, GrantCodec.encode(grant, clock.instant()).encode()));
    }

    private OAuthGrant complete(OAuthGrant stored) {
        var grant = client.complete(stored);
        if (grant.refreshToken() == null) {
            throw new ProviderException(
                    new AuthRevoked("The stored credentials lack refresh_token: connect it again."));
        }
        var missing = new ArrayList<String>();
        if (grant.clientId() == null) {
            missing.add("client_id");
        }
        if (grant.clientSecret() == null) {
            missing.add("client_secret");
        }
        if (!missing.isEmpty()) {
            // The grant itself may be in order: its owner has nothing to do.
            throw new ProviderException(new Permanent("The stored credentials lack " + String.join(", ", missing)
                    + ": set KITH_GOOGLE_CLIENT_ID and KITH_GOOGLE_CLIENT_SECRET to the client they were granted to."));
        }
        return grant;
    }
}
