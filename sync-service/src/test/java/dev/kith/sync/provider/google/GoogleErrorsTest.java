package dev.kith.sync.provider.google;

import static dev.kith.sync.provider.google.GoogleFixture.CONTACTS;
import static dev.kith.sync.provider.google.GoogleFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ResilientProvider;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.testing.QuickRetries;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Google's refusals and breakdowns come to, over HTTP. */
class GoogleErrorsTest {

    private GoogleFixture fixture = GoogleFixture.open();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Uni<SourcePage> first() {
        return fixture.provider.fullSync(fixture.account, null);
    }

    @Test
    void refreshesARefusedTokenOnceAndGoesOn() {
        List<String> all = fixture.put(1);
        fixture.fault(CONTACTS, 1, Fault.Kind.UNAUTHORIZED);

        assertThat(names(fixture.full())).isEqualTo(all);
        assertThat(fixture.google.refreshes()).isEqualTo(2);
    }

    @Test
    void asksForConsentWhenAFreshTokenIsRefusedToo() {
        fixture.fault(CONTACTS, 1, Fault.Kind.UNAUTHORIZED);
        fixture.fault(CONTACTS, 2, Fault.Kind.UNAUTHORIZED);

        ProviderFailure.AuthRevoked failure = Failures.of(first(), ProviderFailure.AuthRevoked.class);

        assertThat(failure.message()).contains("Connect the account again");
        assertThat(fixture.requests(CONTACTS)).hasSize(2);
    }

    @Test
    void usesOneAccessTokenUntilItIsAboutToExpire() {
        fixture.full();
        fixture.clock.advance(Duration.ofMinutes(58));
        fixture.full();
        assertThat(fixture.google.refreshes()).isEqualTo(1);

        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.full();
        assertThat(fixture.google.refreshes()).isEqualTo(2);
    }

    @Test
    void saysWhereToEnableTheApi() {
        fixture.switches().apiDisabled = true;

        ProviderFailure.Permanent failure = Failures.of(first(), ProviderFailure.Permanent.class);

        assertThat(failure.message())
                .contains("https://console.developers.google.com/apis/api/people.googleapis.com/overview?project=1 ");
    }

    @Test
    void saysWhichPermissionIsMissing() {
        fixture.close();
        fixture = GoogleFixture.openWith(Set.of(StandInControl.OTHER_CONTACTS_SCOPE), "off");

        ProviderFailure.ScopeMissing failure = Failures.of(first(), ProviderFailure.ScopeMissing.class);

        assertThat(failure.scope()).isEqualTo(StandInControl.CONTACTS_SCOPE);
        assertThat(failure.message()).contains(StandInControl.CONTACTS_SCOPE);
        assertThat(fixture.google.requests())
                .noneMatch(request -> request.path().startsWith("/v1/"));
    }

    @Test
    void waitsAMinuteForTheQuotaOfAMinute() {
        fixture.fault(CONTACTS, 1, Fault.Kind.RATE_LIMITED);

        assertThat(Failures.of(first(), ProviderFailure.RateLimited.class).retryAfter())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void waitsAsLongAsGoogleAsks() {
        fixture.switches().retryAfterSeconds = 7;
        fixture.fault(CONTACTS, 1, Fault.Kind.RATE_LIMITED);

        assertThat(Failures.of(first(), ProviderFailure.RateLimited.class).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void waitsMinutesForTheQuotaOfFirstPages() {
        fixture.switches().fullSyncsPerHour = 1;
        fixture.full();

        ProviderFailure.RateLimited failure = Failures.of(first(), ProviderFailure.RateLimited.class);

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(failure.message()).contains("in some minutes");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL", "UNAVAILABLE", "HTML_BAD_GATEWAY", "TRUNCATED"})
    void takesABreakdownForPassing(Fault.Kind kind) {
        fixture.fault(CONTACTS, 1, kind);

        Failures.of(first(), ProviderFailure.Transient.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"STALL", "STALLED_BODY"})
    void doesNotWaitForAnAnswerWithoutEnd(Fault.Kind kind) {
        fixture.close();
        fixture = GoogleFixture.impatient(Duration.ofMillis(400));
        fixture.put(20);
        fixture.fault(CONTACTS, 1, kind);

        Failures.of(first(), ProviderFailure.Transient.class);
        // On a busy machine a healthy answer may take longer, too.
        ContactsProvider resilient = ResilientProvider.wrap(fixture.provider, new QuickRetries(20), new Random(1));
        assertThat(names(GoogleFixture.chain(token -> resilient.fullSync(fixture.account, token))))
                .hasSize(20);
    }

    @Test
    void takesAnUnreachableGoogleForPassing() {
        fixture.close();

        Failures.of(first(), ProviderFailure.Transient.class);
    }

    @Test
    void getsOverEveryPassingFaultByItself() {
        List<String> all = fixture.put(6);
        fixture.switches().maximumPageSize = 2;
        ContactsProvider resilient = ResilientProvider.wrap(fixture.provider, new QuickRetries(5), new Random(1));
        List<Fault.Kind> passing = List.of(
                Fault.Kind.INTERNAL,
                Fault.Kind.UNAVAILABLE,
                Fault.Kind.HTML_BAD_GATEWAY,
                Fault.Kind.RESET,
                Fault.Kind.TRUNCATED,
                Fault.Kind.UNAUTHORIZED);
        for (int i = 0; i < passing.size(); i++) {
            fixture.fault(CONTACTS, 1 + 2 * i, passing.get(i));
        }

        List<SourcePage> pages = GoogleFixture.chain(token -> resilient.fullSync(fixture.account, token));
        List<SourcePage> again = GoogleFixture.chain(token -> resilient.fullSync(fixture.account, token));

        assertThat(names(pages)).isEqualTo(all);
        assertThat(names(again)).isEqualTo(all);
    }
}
