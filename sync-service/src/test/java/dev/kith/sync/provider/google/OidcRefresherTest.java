package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.google.GoogleAccessTokens.Refreshed;
import dev.kith.sync.testing.KithServers;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real OIDC client against a token endpoint that answers as told. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class OidcRefresherTest {

    private static final OAuthGrant GRANT =
            new OAuthGrant("client.apps.example", "client-secret", "1//refresh-secret", Set.of());

    @Inject
    OidcClients clients;

    private ScriptedGoogle google;
    private OidcRefresher refresher;

    @BeforeEach
    void open() {
        google = new ScriptedGoogle();
        refresher = refresher(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        google.close();
    }

    private OidcRefresher refresher(Duration timeout) {
        return new OidcRefresher(clients, URI.create(google.url() + "/token"), timeout, Clock.systemUTC());
    }

    private Uni<Refreshed> refresh() {
        return refresher.refresh(GRANT);
    }

    @Test
    void postsTheClientsSecretInTheForm() {
        google.then("{\"access_token\": \"ya29.a\", \"expires_in\": 3599, \"token_type\": \"Bearer\"}");

        refresh().await().indefinitely();

        ScriptedGoogle.Request request = google.asked().get(0);
        assertThat(request.path()).isEqualTo("/token");
        assertThat(request.authorization()).isNull();
        assertThat(Arrays.asList(request.body().split("&")))
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token",
                        "refresh_token=1%2F%2Frefresh-secret",
                        "client_id=client.apps.example",
                        "client_secret=client-secret");
    }

    @Test
    void readsWhatGoogleGives() {
        google.then("{\"access_token\": \"ya29.a\", \"expires_in\": 3599, \"scope\": \"one two\","
                + " \"token_type\": \"Bearer\", \"refresh_token\": \"1//new\", \"id_token\": \"x.y.z\"}");

        Refreshed refreshed = refresh().await().indefinitely();

        assertThat(refreshed.accessToken()).isEqualTo("ya29.a");
        assertThat(refreshed.refreshToken()).isEqualTo("1//new");
        assertThat(refreshed.scopes()).containsExactlyInAnyOrder("one", "two");
        assertThat(refreshed.expiresAt())
                .isCloseTo(Instant.now().plusSeconds(3599), Assertions.within(60, ChronoUnit.SECONDS));
    }

    @Test
    void keepsTheOldRefreshTokenWhenThereIsNoNewOne() {
        google.then("{\"access_token\": \"ya29.a\"}");

        Refreshed refreshed = refresh().await().indefinitely();

        assertThat(refreshed.refreshToken()).isNull();
        assertThat(refreshed.scopes()).isEmpty();
        assertThat(refreshed.expiresAt()).isAfter(Instant.now());
    }

    @Test
    void tellsSeveralClientsApart() {
        google.then("{\"access_token\": \"ya29.a\"}").then("{\"access_token\": \"ya29.b\"}");
        refresh().await().indefinitely();

        refresher
                .refresh(new OAuthGrant("other-client", "other-secret", "r", Set.of()))
                .await()
                .indefinitely();

        assertThat(google.asked().get(1).body()).contains("client_id=other-client", "client_secret=other-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Token has been expired or revoked.", "Bad Request"})
    void asksForConsentWhenTheGrantIsGone(String description) {
        google.then(400, "{\"error\": \"invalid_grant\", \"error_description\": \"" + description + "\"}");

        assertThat(Failures.of(refresh(), ProviderFailure.AuthRevoked.class).message())
                .contains("Testing", "In production", "connect the account again");
    }

    @Test
    void saysWhenAnAdministratorWantsANewSignIn() {
        google.then(
                400,
                "{\"error\": \"invalid_grant\", \"error_subtype\": \"invalid_rapt\", \"error_description\": \"reauth\"}");

        assertThat(Failures.of(refresh(), ProviderFailure.AuthRevoked.class).message())
                .contains("administrator", "sign in again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "unauthorized_client", "deleted_client"})
    void leavesAWrongClientToTheOperator(String error) {
        google.then(401, "{\"error\": \"" + error + "\", \"error_description\": \"The OAuth client was not found.\"}");

        assertThat(Failures.of(refresh(), ProviderFailure.Permanent.class).message())
                .contains("KITH_GOOGLE_CLIENT_ID", "KITH_GOOGLE_CLIENT_SECRET");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            400 | {"error": "invalid_request"}
            400 | {"error": {"code": 400}}
            429 | {"error": "rate_limit_exceeded"}
            500 | {"error": "internal_failure"}
            503 | <html>invalid_grant</html>
            503 | invalid_grant
            502 | ''
            200 | {"token_type": "Bearer"}
            200 | not even JSON
            200 | {"access_token": "ya29.secret", "expires_in": "soon"}
            """)
    void takesEverythingElseForPassing(int status, String body) {
        google.then(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));

        Failures.of(refresh(), ProviderFailure.Transient.class);
    }

    @Test
    void takesAnUnreachableEndpointForPassing() {
        google.close();

        Failures.of(refresh(), ProviderFailure.Transient.class);
    }

    @Test
    void doesNotWaitForASilentEndpoint() {
        refresher = refresher(Duration.ofMillis(200));
        google.thenSilence();

        Failures.of(refresh(), ProviderFailure.Transient.class);
    }

    @Test
    void repeatsNothingThatWasSentOrAnswered() {
        google.then(400, "{\"error\": \"invalid_grant\", \"error_description\": \"of 1//refresh-secret\"}");

        Throwable thrown = Assertions.catchThrowable(() -> refresh().await().indefinitely());

        assertThat(thrown).hasNoCause();
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(thrown.toString()).doesNotContain("refresh-secret", "client-secret");
    }
}
