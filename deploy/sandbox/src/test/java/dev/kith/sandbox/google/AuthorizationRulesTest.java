package dev.kith.sandbox.google;

import static dev.kith.sandbox.google.StandInFixture.ADA;
import static dev.kith.sandbox.google.StandInFixture.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.google.StandInClient.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("How the stand-in lets clients in")
class AuthorizationRulesTest {

    private static final String READ = StandInControl.CONTACTS_SCOPE;
    private static final String READ_OTHERS = StandInControl.OTHER_CONTACTS_SCOPE;
    /** The pair of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final StandInFixture google = new StandInFixture();

    @AfterEach
    void close() {
        google.close();
    }

    @Nested
    @DisplayName("S1: consent, exchange and revocation")
    class Consent {

        @Test
        void exchangesACodeForTokensThatWork() {
            Answer tokens = exchange(consent(Map.of()).get("code"), VERIFIER);

            google.client.use(tokens.text("access_token"));
            assertThat(google.get(LIST).status()).isEqualTo(200);
            assertThat(google.client.refresh(tokens.text("refresh_token")).status())
                    .isEqualTo(200);
        }

        @Test
        void refusesAVerifierThatDoesNotMeetTheChallengeAndACodeUsedTwice() {
            String code = consent(Map.of()).get("code");

            assertThat(exchange(code, "another").text("error")).isEqualTo("invalid_grant");
            assertThat(exchange(code, VERIFIER).text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void grantsOnlyTheScopesThatThePersonLeftTicked() {
            google.control.consents(ADA, Set.of(READ_OTHERS));

            Map<String, String> redirected = consent(Map.of("include_granted_scopes", "false"));

            assertThat(redirected.get("scope")).isEqualTo(READ);
            assertThat(exchange(redirected.get("code"), VERIFIER).text("scope")).isEqualTo(READ);
        }

        @Test
        void addsTheScopesGrantedEarlier() {
            google.control.consents(ADA, Set.of(READ_OTHERS));

            assertThat(consent(Map.of("include_granted_scopes", "true"))
                            .get("scope")
                            .split(" "))
                    .containsExactlyInAnyOrder(READ, READ_OTHERS);
        }

        @Test
        void givesARefreshTokenOnlyOfflineAndOnlyAtTheFirstConsentUnlessAskedAgain() {
            assertThat(exchange(consent(Map.of("access_type", "online")).get("code"), VERIFIER)
                            .body()
                            .has("refresh_token"))
                    .isFalse();
            assertThat(exchange(consent(Map.of("prompt", "none")).get("code"), VERIFIER)
                            .body()
                            .has("refresh_token"))
                    .isFalse();
            google.control.revoke(ADA);
            assertThat(exchange(consent(Map.of("prompt", "none")).get("code"), VERIFIER)
                            .body()
                            .has("refresh_token"))
                    .isTrue();
        }

        @Test
        void sendsARefusalBackWithTheState() {
            google.switches.consentDenied = true;

            Map<String, String> redirected = consent(Map.of());

            assertThat(redirected).containsEntry("error", "access_denied").containsEntry("state", "state-1");
            assertThat(redirected).doesNotContainKey("code");
        }

        @Test
        void refusesARequestWithoutItsParameters() {
            assertThat(google.client
                            .getWithoutToken("/o/oauth2/v2/auth?client_id=c")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void endsTheGrantWhenOneOfItsTokensIsRevoked() {
            assertThat(google.client
                            .form("/revoke", Map.of("token", "refresh-ada"))
                            .status())
                    .isEqualTo(200);

            assertThat(google.get(LIST).status()).isEqualTo(401);
            assertThat(google.client.refresh("refresh-ada").text("error")).isEqualTo("invalid_grant");
            assertThat(google.client
                            .form("/revoke", Map.of("token", "refresh-ada"))
                            .text("error"))
                    .isEqualTo("invalid_token");
        }
    }

    @Test
    @DisplayName("S4: no token, a garbage one and an expired one are 401 with a challenge")
    void challengesWhoeverHasNoLiveToken() {
        Answer missing = google.client.getWithoutToken(LIST);
        google.control.advance(Duration.ofSeconds(3_598));
        assertThat(google.get(LIST).status()).isEqualTo(200);
        google.control.advance(Duration.ofSeconds(2));
        Answer expired = google.get(LIST);
        google.client.use("garbage");
        Answer garbage = google.get(LIST);

        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.reason()).isEqualTo("CREDENTIALS_MISSING");
        assertThat(missing.header("www-authenticate")).startsWith("Bearer");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.header("www-authenticate")).contains("error=\"invalid_token\"");
        assertThat(garbage.message()).startsWith("Request had invalid authentication credentials.");
    }

    @Nested
    @DisplayName("S5: a missing scope is 403, decided by each method")
    class Scopes {

        @Test
        void refusesOtherContactsToWhoeverMayOnlyReadContacts() {
            google.control.grant(ADA, "contacts-only", Set.of(READ));
            google.client.refresh("contacts-only");

            Answer refused = google.get("/v1/otherContacts?readMask=names");

            assertThat(google.get(LIST).status()).isEqualTo(200);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.reason()).isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
            assertThat(refused.body().at("/error/details/0/metadata/method").asText())
                    .isEqualTo("google.people.v1.PeopleService.ListOtherContacts");
            assertThat(refused.header("www-authenticate"))
                    .contains("error=\"insufficient_scope\"")
                    .contains(READ_OTHERS);
        }

        @Test
        void takesTheScopeThatMayAlsoWrite() {
            google.control.grant(ADA, "writer", Set.of("https://www.googleapis.com/auth/contacts"));
            google.client.refresh("writer");

            assertThat(google.get(LIST).status()).isEqualTo(200);
            assertThat(google.get("/v1/contactGroups").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("S6: a project without the People API is told how to enable it")
    void saysThatTheApiIsDisabled() {
        google.switches.apiDisabled = true;

        Answer answer = google.get(LIST);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("SERVICE_DISABLED");
        assertThat(answer.message()).contains("https://console.developers.google.com/apis/api/people.googleapis.com");
    }

    @Nested
    @DisplayName("S7: a refresh token stays, or rotates by switch")
    class Rotation {

        @Test
        void givesNoNewRefreshTokenOtherwise() {
            Answer answer = google.client.refresh("refresh-ada");

            assertThat(answer.body().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("access_token", "expires_in", "scope", "token_type");
            assertThat(answer.body().path("expires_in").asInt()).isEqualTo(3599);
        }

        @Test
        void letsTheOldOneDieAfterItsGrace() {
            google.switches.rotateRefreshTokens = true;
            google.switches.rotationGraceSeconds = 30;
            String rotated = google.client.refresh("refresh-ada").text("refresh_token");
            google.switches.rotateRefreshTokens = false;
            google.control.advance(Duration.ofSeconds(29));
            assertThat(google.client.refresh("refresh-ada").status()).isEqualTo(200);
            google.control.advance(Duration.ofSeconds(1));

            assertThat(google.client.refresh("refresh-ada").text("error")).isEqualTo("invalid_grant");
            assertThat(google.client.refresh(rotated).status()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("S8: a dead grant is invalid_grant")
    class DeadGrants {

        @Test
        void afterRevocation() {
            google.control.revoke(ADA);

            Answer answer = google.client.refresh("refresh-ada");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("invalid_grant");
            assertThat(answer.text("error_description")).isEqualTo("Token has been expired or revoked.");
        }

        @Test
        void afterSevenDaysWhileTheAppIsInTesting() {
            google.switches.testingStatus = true;
            google.control.advance(Duration.ofDays(7));
            assertThat(google.client.refresh("refresh-ada").status()).isEqualTo(200);
            google.control.advance(Duration.ofSeconds(1));

            assertThat(google.client.refresh("refresh-ada").text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void whenAHundredYoungerOnesLive() {
            for (int i = 1; i <= 99; i++) {
                google.control.grant(ADA, "younger-" + i, Set.of(READ));
            }
            assertThat(google.client.refresh("refresh-ada").status()).isEqualTo(200);
            google.control.grant(ADA, "younger-100", Set.of(READ));

            assertThat(google.client.refresh("refresh-ada").text("error")).isEqualTo("invalid_grant");
            assertThat(google.client.refresh("younger-1").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("S9: an unknown client is 401 invalid_client")
    void refusesAnUnknownClient() {
        google.switches.invalidClient = true;

        Answer answer = google.client.refresh("refresh-ada");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }

    @Test
    @DisplayName("S10: the token endpoint can fail or be slow")
    void failsOrDelaysTokens() {
        google.switches.tokenEndpointStatus = 503;
        assertThat(google.client.refresh("refresh-ada").status()).isEqualTo(503);
        google.switches.tokenEndpointStatus = 0;
        google.switches.tokenEndpointDelayMillis = 150;
        long before = System.nanoTime();

        assertThat(google.client.refresh("refresh-ada").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    @DisplayName("S11: refreshes are counted")
    void countsRefreshes() {
        long before = google.control.refreshes();
        google.client.refresh("refresh-ada");
        google.client.refresh("unknown");

        assertThat(google.control.refreshes()).isEqualTo(before + 2);
    }

    private Map<String, String> consent(Map<String, String> changes) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "client_id", "client-1",
                "redirect_uri", "http://127.0.0.1:8080/connect/google/callback",
                "response_type", "code",
                "scope", READ + " " + READ_OTHERS,
                "access_type", "offline",
                "prompt", "consent",
                "state", "state-1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
        parameters.putAll(changes);
        StringBuilder request = new StringBuilder("/o/oauth2/v2/auth?");
        parameters.forEach((name, value) -> request.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        Answer answer = google.client.getWithoutToken(request.toString());
        assertThat(answer.status()).isEqualTo(302);
        return Request.query(URI.create(answer.header("location")).getRawQuery());
    }

    private Answer exchange(String code, String verifier) {
        return google.client.form(
                "/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "client-1",
                        "client_secret", "secret",
                        "redirect_uri", "http://127.0.0.1:8080/connect/google/callback",
                        "code", code,
                        "code_verifier", verifier));
    }
}
