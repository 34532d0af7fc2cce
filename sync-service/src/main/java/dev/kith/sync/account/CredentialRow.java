package dev.kith.sync.account;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** One row of {@code google_oauth_credentials}: sealed by us, or plain as another program left it. */
record CredentialRow(String key, JsonObject stored) {

    private static final String SEALED = "sealed";
    /** The one key of a time that knew a single account. */
    private static final String LEGACY_KEY = "google";

    static final String LEGACY_ACCOUNT = "default";

    static CredentialRow ofSealed(String key, String text) {
        return new CredentialRow(key, new JsonObject().put(SEALED, text));
    }

    /** The keys under which an account's credentials may stand. */
    static List<String> keysOf(String provider, String accountId) {
        var key = provider + "/" + accountId;
        return key.equals(LEGACY_KEY + "/" + LEGACY_ACCOUNT) ? List.of(key, LEGACY_KEY) : List.of(key);
    }

    /** {@code provider/account}, the row's authenticated name. */
    String accountKey() {
        return key.equals(LEGACY_KEY) ? LEGACY_KEY + "/" + LEGACY_ACCOUNT : key;
    }

    boolean namesAnAccount() {
        var slash = accountKey().indexOf('/');
        return slash > 0 && slash < accountKey().length() - 1;
    }

    String provider() {
        return accountKey().substring(0, accountKey().indexOf('/'));
    }

    String accountId() {
        return accountKey().substring(accountKey().indexOf('/') + 1);
    }

    Optional<String> sealedText() {
        return Optional.ofNullable(stored.getString(SEALED));
    }

    @Override
    public String toString() {
        return "CredentialRow[redacted]";
    }
}
