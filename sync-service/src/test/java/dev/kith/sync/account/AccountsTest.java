package dev.kith.sync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Concurrent
class AccountsTest {

    private static MigratedDatabase database;

    private final FakeContactsProvider provider = new FakeContactsProvider("google");
    private AccountFixtures fixtures;
    private Accounts accounts;

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
        fixtures = new AccountFixtures(database.pool(), ProviderRegistry.of(provider));
        accounts = fixtures.accounts();
    }

    private Registration register(String token) {
        return accounts.registerGoogle("home", token, Map.of("otherContacts", "enrich"))
                .await()
                .indefinitely();
    }

    private boolean due() {
        return !database.sql("SELECT 1 FROM contacts_sync_leases WHERE next_run_at <= now()")
                .isEmpty();
    }

    private String refreshToken() {
        var account = accounts.get("google", "home").await().indefinitely().source();
        return fixtures.grants().load(account).await().indefinitely().refreshToken();
    }

    @Test
    void connectsAnAccountThatSyncsAtOnce() {
        var registration = register("token");

        assertThat(registration.created()).isTrue();
        assertThat(registration.account().health()).isEqualTo(AccountHealth.OK);
        assertThat(registration.account().source().boundIdentity()).isEqualTo("people/me");
        assertThat(registration.account().source().region()).isEqualTo("US");
        assertThat(registration.account().source().settings()).containsEntry("otherContacts", "enrich");
        assertThat(due()).isTrue();
    }

    @Test
    void givesAKnownAccountNewCredentials() {
        var first = register("token");

        var second = register("newer");

        assertThat(second.created()).isFalse();
        assertThat(second.account().source().id())
                .isEqualTo(first.account().source().id());
        assertThat(refreshToken()).isEqualTo("newer");
    }

    @Test
    void healsConsentWithNewCredentials() {
        var account = register("token").account().source();
        fixtures.store()
                .setHealth(account, AccountHealth.NEEDS_CONSENT, "again")
                .await()
                .indefinitely();

        assertThat(register("newer").account().health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void keepsNothingOfRefusedCredentials() {
        provider.refusingCredentials(new AuthRevoked("Consent again."));

        assertThatThrownBy(() -> register("token"))
                .isInstanceOf(CredentialsRefusedException.class)
                .hasMessage("Consent again.");
        assertThat(fixtures.store().list(null).await().indefinitely()).isEmpty();
        assertThat(database.sql("SELECT 1 FROM google_oauth_credentials")).isEmpty();
        assertThat(due()).isFalse();
    }

    @Test
    void keepsTheFormerCredentialsWhenNewOnesAreRefused() {
        register("token");
        provider.refusingCredentials(new AuthRevoked("Consent again."));

        assertThatThrownBy(() -> register("bad")).isInstanceOf(CredentialsRefusedException.class);
        assertThat(refreshToken()).isEqualTo("token");
    }

    @Test
    void keepsTheFormerSettingsWhenNewCredentialsAreRefused() {
        register("token");
        provider.refusingCredentials(new AuthRevoked("Consent again."));

        assertThatThrownBy(() -> accounts.registerGoogle("home", "bad", Map.of("otherContacts", "create"))
                        .await()
                        .indefinitely())
                .isInstanceOf(CredentialsRefusedException.class);
        assertThat(accounts.get("google", "home")
                        .await()
                        .indefinitely()
                        .source()
                        .settings())
                .containsOnly(Map.entry("otherContacts", "enrich"));
    }

    @Test
    void refusesAnotherPersonsCredentials() {
        register("token");
        provider.answeringAs("people/somebody-else");

        assertThatThrownBy(() -> register("theirs"))
                .isInstanceOf(CredentialsRefusedException.class)
                .hasMessageContaining("Another person");
        assertThat(refreshToken()).isEqualTo("token");
    }

    @Test
    void connectsDegradedWhenTheSourceCannotBeReached() {
        provider.refusingCredentials(new Transient("Check the network."));

        var registration = register("token");

        assertThat(registration.created()).isTrue();
        assertThat(registration.account().health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(registration.account().message()).isEqualTo("Check the network.");
        assertThat(database.sql("SELECT 1 FROM contacts_sync_state WHERE failures_in_row > 0"))
                .hasSize(1);
        assertThat(due()).isTrue();
    }

    @Test
    void forgetsCredentialsAndCursorOfADisconnectedAccount() {
        register("token");
        database.sql("UPDATE contacts_sync_state SET sync_cursor = 'cursor'");

        accounts.disconnect("google", "home").await().indefinitely();

        assertThat(database.sql("SELECT 1 FROM google_oauth_credentials")).isEmpty();
        assertThat(database.sql("SELECT 1 FROM contacts_sync_state WHERE sync_cursor IS NOT NULL"))
                .isEmpty();
        assertThat(due()).isFalse();
        assertThatThrownBy(() -> accounts.get("google", "home").await().indefinitely())
                .isInstanceOf(UnknownAccountException.class);
    }

    @Test
    void endsTheOpenRunOfADisconnectedAccount() {
        register("token");
        database.sql("""
                INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, generation, chain_fence)
                VALUES (gen_random_uuid(), 'google', 'home', 'full', 'test', 1, 1)
                """);

        accounts.disconnect("google", "home").await().indefinitely();

        assertThat(database.sql("SELECT state || ' ' || phase || ' ' || error_code FROM contacts_sync_runs"))
                .extracting(row -> row.getString(0))
                .containsExactly("FAILED DONE disconnected");
    }

    @Test
    void connectsADisconnectedAccountAnewAsAnybody() {
        register("token");
        accounts.disconnect("google", "home").await().indefinitely();
        provider.answeringAs("people/somebody-else");

        assertThat(register("theirs").account().status()).isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void pausesAndResumes() {
        register("token");

        var paused = accounts.pause("google", "home").await().indefinitely();
        var resumed = accounts.resume("google", "home").await().indefinitely();

        assertThat(paused.visibleHealth()).isEqualTo(AccountHealth.PAUSED);
        assertThat(resumed.visibleHealth()).isEqualTo(AccountHealth.OK);
        assertThat(due()).isTrue();
    }

    @Test
    void tellsWhetherTheCredentialsWork() {
        register("token");
        var before = accounts.test("google", "home").await().indefinitely();
        provider.refusingCredentials(new AuthRevoked("Consent again."));

        assertThat(before.ok()).isTrue();
        assertThat(accounts.test("google", "home").await().indefinitely())
                .isEqualTo(new AccountProbe(false, "auth_revoked", "Consent again."));
    }

    @Test
    void makesTheImportAccountOnceAndNeverPollsIt() {
        var first = accounts.ensureFileAccount("import").await().indefinitely();
        var second = accounts.ensureFileAccount("import").await().indefinitely();

        assertThat(second).isEqualTo(first);
        assertThat(due()).isFalse();
    }
}
