package dev.kith.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.SyncMode;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.google.Switches;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.CredentialsRefusedException;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.StatusView;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of Google's refusals, and that everything heals once the cause is gone. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class GoogleTroubleTest {

    private static final String CONTACTS = "/v1/people/me/connections";

    @Inject
    GoogleAccount account;

    @AfterEach
    void restore() {
        switches().apiDisabled = false;
        switches().rotateRefreshTokens = false;
        switches().retryAfterSeconds = 0;
        switches().fullSyncsPerHour = 0;
        switches().invalidClient = false;
        account.disconnect();
    }

    private Switches switches() {
        return account.google.switches();
    }

    @Test
    void stopsAndAsksForConsentWhenTheGrantIsRevoked() {
        account.put(1, 2);
        account.connect();
        account.sync(SyncMode.FULL);
        account.google.revoke(account.id);

        RunView failed = account.sync(SyncMode.INCREMENTAL);
        StatusView status = account.status();
        account.google.grant(account.id, "given-anew-" + account.id, Set.of(StandInControl.CONTACTS_SCOPE));
        account.connect("given-anew-" + account.id, Map.of());
        account.put("New", 3);
        RunView healed = account.sync(SyncMode.INCREMENTAL);

        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.error().code()).isEqualTo("auth_revoked");
        assertThat(status.health()).isEqualTo(AccountHealth.NEEDS_CONSENT);
        assertThat(status.message()).contains("connect the account again", "Testing");
        assertThat(status.nextRunAt()).as("polling stands still").isNull();
        assertThat(status.cursorPresent()).isTrue();
        assertThat(healed.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.names()).contains("New 3");
        assertThat(account.status().health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void connectsNobodyWhoUntickedTheContacts() {
        account.google.grant(account.id, "unticked-" + account.id, Set.of(StandInControl.OTHER_CONTACTS_SCOPE));
        account.connect();

        assertThatThrownBy(() -> account.connect("unticked-" + account.id, Map.of()))
                .isInstanceOf(CredentialsRefusedException.class)
                .hasMessageContaining(StandInControl.CONTACTS_SCOPE);
        assertThat(account.sync(SyncMode.FULL).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void readsContactsThoughOtherContactsAreNotAllowed() {
        account.put(1, 2);
        account.google.putOtherContact(account.id, account.sourceId(9), Google.person("Other", "Person"));
        account.google.grant(account.id, "less-" + account.id, Set.of(StandInControl.CONTACTS_SCOPE));
        account.connect("less-" + account.id, Map.of("otherContacts", "create"));

        RunView full = account.sync(SyncMode.FULL);
        RunView delta = account.sync(SyncMode.INCREMENTAL);
        StatusView status = account.status();

        assertThat(full.state()).isEqualTo(RunState.PARTIAL);
        assertThat(account.names()).containsExactly("Person 1", "Person 2");
        assertThat(delta.mode()).as("the contacts' cursor moved").isEqualTo(SyncMode.INCREMENTAL);
        assertThat(status.health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(status.message()).contains(StandInControl.OTHER_CONTACTS_SCOPE);
        assertThat(account.deletedLinks()).isZero();
    }

    @Test
    void readsContactsThoughOtherContactsWereOneListingTooMany() {
        account.put(1, 2);
        account.google.putOtherContact(account.id, account.sourceId(9), Google.person("Other", "X9"));
        account.connect(account.refreshToken(), Map.of("otherContacts", "create"));
        switches().fullSyncsPerHour = 1;

        RunView full = account.sync(SyncMode.FULL);
        switches().fullSyncsPerHour = 0;
        RunView later = account.sync(SyncMode.INCREMENTAL);

        assertThat(full.state()).isEqualTo(RunState.PARTIAL);
        assertThat(later.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.names()).contains("Person 1", "Person 2", "Other 9");
    }

    @Test
    void refusesAnotherPersonsContacts() {
        account.put(1, 2);
        account.connect();
        account.sync(SyncMode.FULL);
        account.google.changeIdentity(account.id, "31415926535");
        account.put("Stranger", 3);

        RunView run = account.sync(SyncMode.FULL);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.error().code()).isEqualTo("wrong_identity");
        assertThat(account.names()).containsExactly("Person 1", "Person 2");
        assertThat(account.status().health()).isEqualTo(AccountHealth.NEEDS_CONSENT);
    }

    @Test
    void tellsTheOperatorWhereToEnableTheApi() {
        account.connect();
        switches().apiDisabled = true;

        RunView failed = account.sync(SyncMode.FULL);
        StatusView status = account.status();
        switches().apiDisabled = false;
        RunView healed = account.sync(SyncMode.FULL);

        assertThat(failed.error().code()).isEqualTo("permanent");
        assertThat(status.health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(status.message())
                .contains("https://console.developers.google.com/apis/api/people.googleapis.com/overview?project=1");
        assertThat(healed.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.status().health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void waitsWithinTheRunWhenGoogleAsksForALittlePatience() {
        account.put(1, 2);
        account.connect();
        switches().retryAfterSeconds = 1;
        account.google.fault(new Fault(CONTACTS, 1, Fault.Kind.RATE_LIMITED));

        assertThat(account.sync(SyncMode.FULL).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.names()).hasSize(2);
    }

    @Test
    void putsALongWaitOffToALaterRun() {
        account.connect();
        account.sync(SyncMode.FULL);
        switches().fullSyncsPerHour = 1;
        account.sync(SyncMode.FULL);

        RunView refused = account.sync(SyncMode.FULL);

        assertThat(refused.error().code()).isEqualTo("rate_limited");
        assertThat(account.status().cursorPresent()).isTrue();
        assertThat(account.status().health()).isEqualTo(AccountHealth.OK);
        assertThat(account.status().nextRunAt())
                .isBetween(refused.endedAt().plusSeconds(280), refused.endedAt().plusSeconds(360));
    }

    @Test
    void goesOnWithARefreshTokenThatGoogleReplaced() {
        account.put(1, 1);
        switches().rotateRefreshTokens = true;
        account.connect();
        for (int i = 2; i <= 4; i++) {
            account.google.expireAccessTokens();
            account.put("Later", i);
            assertThat(account.sync(SyncMode.INCREMENTAL).state()).isEqualTo(RunState.SUCCEEDED);
        }

        assertThat(account.names()).containsExactly("Person 1", "Later 2", "Later 3", "Later 4");
    }

    @Test
    void blamesNoAccountForAWrongClient() {
        account.connect();
        account.google.expireAccessTokens();
        switches().invalidClient = true;

        RunView failed = account.sync(SyncMode.FULL);
        StatusView status = account.status();
        switches().invalidClient = false;

        assertThat(failed.error().code()).isEqualTo("permanent");
        assertThat(status.health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(status.message()).contains("KITH_GOOGLE_CLIENT_ID");
        assertThat(account.sync(SyncMode.FULL).state()).isEqualTo(RunState.SUCCEEDED);
    }
}
