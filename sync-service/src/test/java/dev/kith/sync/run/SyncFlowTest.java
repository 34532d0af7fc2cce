package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.AccountStore;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a source through the real log into the real tables, with everything wired as it is in production. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class SyncFlowTest {

    private static final String SCRIPTED = "scripted";
    private static final int PAGES = 5;

    @Inject
    AccountStore accounts;

    @Inject
    SyncNow syncNow;

    @Inject
    StatusQueries status;

    /** A source without credentials or network. */
    static final class Source {

        @Produces
        @Singleton
        ContactsProvider scripted() {
            return new FakeContactsProvider(SCRIPTED).holdingPages(PAGES).unchanged();
        }
    }

    private RunView sync(SyncMode mode) {
        return syncNow.start(SCRIPTED, "home", mode, Duration.ofSeconds(60))
                .await()
                .indefinitely()
                .get(0);
    }

    @Test
    void carriesEveryPageIntoTheCrmAndThenFindsNothingNew() {
        accounts.register(SCRIPTED, "home", Map.of()).await().indefinitely();

        var first = sync(SyncMode.INCREMENTAL);
        var second = sync(SyncMode.FULL);

        assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(first.mode()).isEqualTo(SyncMode.FULL);
        assertThat(first.summary().created()).isEqualTo(PAGES);
        assertThat(first.summary().fetched()).isEqualTo(PAGES);
        assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(second.summary().unchanged()).isEqualTo(PAGES);
        assertThat(second.summary().applied()).isZero();
        assertThat(status.list(SCRIPTED, null).await().indefinitely())
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.health()).isEqualTo(AccountHealth.OK);
                    assertThat(account.contactCount()).isEqualTo(PAGES);
                    assertThat(account.cursorPresent()).isTrue();
                    assertThat(account.lastFullSyncAt()).isNotNull();
                });
    }
}
