package dev.kith.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.sync.metrics.Metric;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.QuickRetries;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecoratorsTest {

    private static final SourceAccount ACCOUNT =
            new SourceAccount(UUID.randomUUID(), "google", "ada@example.com", "US", null, Map.of());

    private final FakeContactsProvider source = new FakeContactsProvider("google");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ContactsProvider provider =
            ResilientProvider.wrap(InstrumentedProvider.wrap(source, metrics), new QuickRetries(3), new Random(1));

    private double requests(String operation, String outcome) {
        var timer = metrics.find(Metric.PROVIDER_REQUESTS.id())
                .tags("provider", "google", "operation", operation, "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void asksAgainUntilAPassingFaultHasPassed() {
        source.failingOnce(new Transient("x")).failingOnce(new Transient("x"));

        SourcePage page = provider.fullSync(ACCOUNT, null).await().indefinitely();

        assertThat(page.contacts()).hasSize(1);
        assertThat(requests("full_sync", "transient")).isEqualTo(2);
        assertThat(requests("full_sync", "ok")).isEqualTo(1);
    }

    @Test
    void givesUpWithTheLastFailure() {
        for (int i = 0; i < 3; i++) {
            source.failingOnce(new Transient("number " + i));
        }

        assertThatThrownBy(() -> provider.fullSync(ACCOUNT, null).await().indefinitely())
                .isInstanceOf(ProviderException.class)
                .hasMessage("number 2");
        assertThat(source.calls()).hasSize(3);
    }

    @Test
    void passesOtherFailuresOnAtOnce() {
        source.failingOnce(new Permanent("no"));

        assertThatThrownBy(() -> provider.incrementalSync(ACCOUNT, "cursor", null)
                        .await()
                        .indefinitely())
                .hasMessage("no");
        assertThat(source.calls()).hasSize(1);
        assertThat(requests("incremental_sync", "permanent")).isEqualTo(1);
    }

    @Test
    void passesEveryOperationOn() {
        source.stillHolding("people/1");

        assertThat(provider.name()).isEqualTo("google");
        assertThat(provider.validateCredentials(ACCOUNT).await().indefinitely().identity())
                .isEqualTo("people/me");
        assertThat(provider.listGroups(ACCOUNT, null).await().indefinitely().groups())
                .isEmpty();
        assertThat(provider.confirmDeleted(ACCOUNT, Set.of("people/1", "people/2"))
                        .await()
                        .indefinitely())
                .containsExactly("people/2");
        assertThat(requests("validate_credentials", "ok")).isEqualTo(1);
        assertThat(requests("list_groups", "ok")).isEqualTo(1);
        assertThat(requests("confirm_deleted", "ok")).isEqualTo(1);
    }

    @Test
    void namesNoAccountInAMetric() {
        provider.fullSync(ACCOUNT, null).await().indefinitely();

        assertThat(metrics.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().toString())
                        .doesNotContain("ada@example.com", ACCOUNT.id().toString()));
    }
}
