package dev.kith.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sandbox.google.Fault;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.testing.CapturedLog;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class GoogleSecretsTest {

    private static final String CONTACTS = "/v1/people/me/connections";

    @Inject
    GoogleAccount account;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void restore() {
        account.google.switches().rotateRefreshTokens = false;
        account.disconnect();
    }

    /** Through a first sync, a replaced refresh token, every kind of breakdown, and a revoked grant. */
    @Test
    void logsNoTokenAndNobodysValues() {
        account.put(1, 3);
        List<String> lines;
        String failed;
        try (CapturedLog log = CapturedLog.open()) {
            account.google.switches().rotateRefreshTokens = true;
            account.connect();
            account.sync(SyncMode.FULL);
            for (Fault.Kind kind : List.of(
                    Fault.Kind.TRUNCATED,
                    Fault.Kind.RESET,
                    Fault.Kind.INTERNAL,
                    Fault.Kind.UNAUTHORIZED,
                    Fault.Kind.EXPIRED_SYNC_TOKEN,
                    Fault.Kind.INVALID_ARGUMENT)) {
                account.google.fault(new Fault(CONTACTS, 1, kind));
                account.put("Changed", 1);
                account.sync(SyncMode.INCREMENTAL);
            }
            account.google.fault(new Fault("/token", 1, Fault.Kind.RESET));
            account.google.expireAccessTokens();
            account.sync(SyncMode.INCREMENTAL);
            account.google.revoke(account.id);
            RunView refused = account.sync(SyncMode.INCREMENTAL);
            assertThat(refused.state()).isEqualTo(RunState.FAILED);
            failed = refused.runId().toString();
            lines = log.lines();
        }

        assertThat(lines)
                .as("what is always logged")
                .anyMatch(line -> line.contains("Sync failed") && line.contains(failed));
        assertThat(lines)
                .as("what is logged for developers")
                .anyMatch(line -> line.startsWith("DEBUG jdk.internal.httpclient"));
        List<String> secrets = List.of(
                account.id,
                account.refreshToken(),
                Google.CLIENT_SECRET,
                "ya29.",
                "1//",
                account.lastName(1),
                account.lastName(1).toLowerCase(Locale.ROOT));
        assertThat(lines).noneMatch(line -> secrets.stream().anyMatch(line::contains));
        assertThat(metrics.getMeters())
                .extracting(meter -> meter.getId().toString())
                .noneMatch(
                        meter -> meter.contains(account.id) || secrets.stream().anyMatch(meter::contains));
    }
}
