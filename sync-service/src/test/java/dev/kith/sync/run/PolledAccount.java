package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An account that was just connected, and an instance that polls it; anew before each test. */
final class PolledAccount implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    final MigratedDatabase database = MigratedDatabase.create();
    FakeContactsProvider provider;
    TableLog log;
    Instance instance;
    SourceAccount account;

    @Override
    public void beforeEach(ExtensionContext test) {
        database.clear();
        provider = new FakeContactsProvider("google");
        log = new TableLog(database.pool());
        instance = anotherInstance();
        account = instance.accounts.connect("google", "home");
    }

    @Override
    public void afterEach(ExtensionContext test) {
        assertThatNoEndedRunWaits(database);
    }

    static void assertThatNoEndedRunWaits(MigratedDatabase database) {
        assertThat(database.sql(
                        "SELECT error_code FROM contacts_sync_runs WHERE ended_at IS NOT NULL AND phase <> 'DONE'"))
                .isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        database.close();
    }

    Instance anotherInstance() {
        return new Instance(database.pool(), provider, log);
    }

    RunView latest() {
        return instance.queries.latest("google", null, 1).await().indefinitely().get(0);
    }

    StatusView status() {
        return instance.status.list("google", null).await().indefinitely().get(0);
    }

    void makeDue() {
        instance.accounts.store().makeDue(account).await().indefinitely();
    }

    void letLeasesRunOut() {
        database.sql(
                "UPDATE contacts_sync_leases SET expires_at = now() - interval '1 second' WHERE owner IS NOT NULL");
    }
}
