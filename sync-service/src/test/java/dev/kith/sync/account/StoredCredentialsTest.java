package dev.kith.sync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Concurrent
class StoredCredentialsTest {

    private static final String OTHER_KEY;

    static {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) 7);
        OTHER_KEY = Base64.getEncoder().encodeToString(bytes);
    }

    private static MigratedDatabase database;

    private final ProviderRegistry providers =
            ProviderRegistry.of(new FakeContactsProvider("google"), new FakeContactsProvider("carddav"));
    private AccountFixtures fixtures;

    @BeforeAll
    static void createDatabase() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void startEmpty() {
        database.clear();
        fixtures = new AccountFixtures(database.pool(), providers);
    }

    private AccountFixtures restartedWith(String keys) {
        var restarted = new AccountFixtures(database.pool(), providers, keys);
        restarted.checkCredentials();
        return restarted;
    }

    private void leave(String key, JsonObject credentials) {
        database.sql(
                "INSERT INTO google_oauth_credentials (credential_key, credentials) VALUES ($1, $2)", key, credentials);
    }

    private static JsonObject plainGrant() {
        return new JsonObject()
                .put("client_id", "their-client")
                .put("client_secret", "their-secret")
                .put("refresh_token", "plain-token")
                .put("scope", "a b")
                .put("stored_at", "2026-01-01T00:00:00Z");
    }

    private String stored() {
        return database.sql("SELECT string_agg(credentials::text, ' ') FROM google_oauth_credentials")
                .get(0)
                .getString(0);
    }

    private SourceAccount account(String accountId) {
        return fixtures.store()
                .find("google", accountId)
                .await()
                .indefinitely()
                .orElseThrow()
                .source();
    }

    private SourceAccount registered() {
        return fixtures.accounts()
                .registerGoogle("home", "secret-token", Map.of())
                .await()
                .indefinitely()
                .account()
                .source();
    }

    @Test
    void keepsNoPlainTextAndGivesTheGrantBack() {
        var account = registered();

        assertThat(stored()).doesNotContain("secret-token").doesNotContain("refresh_token");
        assertThat(fixtures.grants().load(account).await().indefinitely())
                .isEqualTo(new OAuthGrant("client", "secret", "secret-token", Set.of()));
    }

    @Test
    void takesAPlainRowOverAndSealsItAtStart() {
        leave("google", plainGrant());

        fixtures.checkCredentials();

        assertThat(stored()).doesNotContain("plain-token").doesNotContain("their-secret");
        assertThat(fixtures.grants().load(account("default")).await().indefinitely())
                .isEqualTo(new OAuthGrant("their-client", "their-secret", "plain-token", Set.of("a", "b")));
        assertThat(database.sql("""
                        SELECT 1 FROM contacts_sync_leases JOIN contacts_sync_state USING (provider, account_id)
                        WHERE account_id = 'default' AND next_run_at <= now()
                        """)).hasSize(1);
    }

    @Test
    void sealsAPlainRowThatAppearsLater() {
        leave("google", plainGrant());
        fixtures.checkCredentials();
        database.sql("UPDATE google_oauth_credentials SET credentials = $1", plainGrant());

        fixtures.grants().load(account("default")).await().indefinitely();

        assertThat(stored()).doesNotContain("plain-token");
    }

    @Test
    void toleratesAPartialRowAndConnectsNothing() {
        leave("google", new JsonObject().put("client_id", "their-client").put("client_secret", "their-secret"));

        fixtures.checkCredentials();

        assertThat(stored()).doesNotContain("their-secret");
        assertThat(fixtures.store().list(null).await().indefinitely()).isEmpty();
    }

    @Test
    void namesWhatAPartialGrantLacks() {
        leave("google/home", new JsonObject().put("client_id", "their-client").put("refresh_token", "plain-token"));
        fixtures.checkCredentials();

        assertThatThrownBy(() -> fixtures.grants().load(account("home")).await().indefinitely())
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(ProviderFailure.Permanent.class))
                .hasMessageContaining("client_secret")
                .hasMessageContaining("KITH_GOOGLE_CLIENT_SECRET")
                .hasMessageNotContaining("plain-token");
    }

    @Test
    void leavesRowsOfOtherProgramsAsTheyAre() {
        leave("calendar", plainGrant());

        fixtures.checkCredentials();

        assertThat(stored()).contains("plain-token");
    }

    @Test
    void sealsRowsAnewWithTheFirstKey() {
        var account = registered();
        restartedWith(OTHER_KEY + "," + AccountFixtures.KEY);

        var withNewKeyOnly = restartedWith(OTHER_KEY);

        assertThat(withNewKeyOnly.grants().load(account).await().indefinitely().refreshToken())
                .isEqualTo("secret-token");
        assertThat(withNewKeyOnly.read(account).health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void sealsPasswordsAnewToo() {
        var entered = new PasswordCredentials("https://dav.example/", "alice", "secret-password");
        var account = fixtures.accounts()
                .registerCardDav("home", entered, Map.of())
                .await()
                .indefinitely()
                .account()
                .source();
        assertThat(stored()).doesNotContain("secret-password", "alice", "dav.example");
        restartedWith(OTHER_KEY + "," + AccountFixtures.KEY);

        var withNewKeyOnly = restartedWith(OTHER_KEY);

        assertThat(withNewKeyOnly.passwords().load(account).await().indefinitely())
                .isEqualTo(entered);
        assertThat(withNewKeyOnly.read(account).health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void asksForConsentWhenNoKeyOpensTheRowAndForgetsItOnceTheKeyIsBack() {
        var account = registered();

        var locked = restartedWith(OTHER_KEY);

        assertThat(locked.read(account).health()).isEqualTo(AccountHealth.NEEDS_CONSENT);
        assertThat(locked.read(account).message()).contains("KITH_CREDENTIALS_KEY");
        assertThatThrownBy(() -> locked.grants().load(account).await().indefinitely())
                .isInstanceOf(ProviderException.class);
        assertThat(restartedWith(AccountFixtures.KEY).read(account).health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void refusesARowMovedToAnotherAccount() {
        registered();
        database.sql("UPDATE google_oauth_credentials SET credential_key = 'google/other'");
        var other = fixtures.connect("google", "other");

        assertThatThrownBy(() -> fixtures.grants().load(other).await().indefinitely())
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void keepsARotatedToken() {
        var account = registered();
        var exchanged = fixtures.grants().load(account).await().indefinitely();

        fixtures.grants()
                .replaceRefreshToken(account, exchanged, "rotated")
                .await()
                .indefinitely();

        assertThat(fixtures.grants().load(account).await().indefinitely().refreshToken())
                .isEqualTo("rotated");
        assertThat(stored()).doesNotContain("rotated");
    }

    @Test
    void leavesAGrantGivenMeanwhileAlone() {
        var account = registered();
        var exchanged = fixtures.grants().load(account).await().indefinitely();
        fixtures.accounts()
                .registerGoogle(account.accountId(), "given-anew", Map.of())
                .await()
                .indefinitely();

        fixtures.grants()
                .replaceRefreshToken(account, exchanged, "rotated")
                .await()
                .indefinitely();

        assertThat(fixtures.grants().load(account).await().indefinitely().refreshToken())
                .isEqualTo("given-anew");
    }

    @Test
    void keepsOneRowForTheDefaultAccountUnderEitherKey() {
        leave("google", plainGrant());
        fixtures.checkCredentials();

        fixtures.accounts().registerGoogle("default", "newer", Map.of()).await().indefinitely();

        assertThat(database.sql("SELECT credential_key FROM google_oauth_credentials"))
                .extracting(row -> row.getString(0))
                .isEqualTo(List.of("google/default"));
        assertThat(fixtures.grants()
                        .load(account("default"))
                        .await()
                        .indefinitely()
                        .refreshToken())
                .isEqualTo("newer");
    }
}
