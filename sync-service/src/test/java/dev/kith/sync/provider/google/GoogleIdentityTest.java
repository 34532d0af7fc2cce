package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ProviderFailure;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleIdentityTest {

    private GoogleFixture fixture = GoogleFixture.open();

    @AfterEach
    void close() {
        fixture.close();
    }

    private AccountIdentity identity() {
        return fixture.provider.validateCredentials(fixture.account).await().indefinitely();
    }

    @Test
    void tellsWhoseAccountAnswersAndWhatItGranted() {
        AccountIdentity owner = identity();

        assertThat(owner.identity()).startsWith("people/");
        assertThat(owner.subjectEmail()).isEqualTo("owner@example.com");
        assertThat(owner.grantedScopes())
                .containsExactlyInAnyOrder(StandInControl.CONTACTS_SCOPE, StandInControl.OTHER_CONTACTS_SCOPE);
        assertThat(identity().identity()).isEqualTo(owner.identity());
    }

    @Test
    void tellsAnotherPersonApart() {
        String owner = identity().identity();

        fixture.google.changeIdentity(fixture.accountId(), "42");

        assertThat(identity().identity()).isNotEqualTo(owner);
    }

    @Test
    void refusesCredentialsThatDoNotOpenContacts() {
        fixture.close();
        fixture = GoogleFixture.openWith(Set.of("openid"), "off");

        Failures.of(fixture.provider.validateCredentials(fixture.account), ProviderFailure.ScopeMissing.class);
    }

    @Test
    void refusesAnAnswerWithoutAName() {
        try (ScriptedGoogle google = new ScriptedGoogle()) {
            google.then("{\"etag\": \"%1\"}");

            Failures.of(google.provider.validateCredentials(google.account), ProviderFailure.Malformed.class);
        }
    }
}
