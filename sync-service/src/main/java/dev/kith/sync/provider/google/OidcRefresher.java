package dev.kith.sync.provider.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret.Method;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Exchanges refresh tokens and codes through Quarkus's OIDC client, one for each OAuth client in use. */
final class OidcRefresher implements GoogleAccessTokens.Refresher {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(50);

    private record ClientKey(String id, String secret) {
        @Override
        public String toString() {
            return "ClientKey[redacted]";
        }
    }

    private final OidcClients clients;
    private final URI tokenUrl;
    private final Duration timeout;
    private final Clock clock;
    private final Map<ClientKey, Uni<OidcClient>> byKey = new ConcurrentHashMap<>();

    OidcRefresher(OidcClients clients, URI tokenUrl, Duration timeout, Clock clock) {
        this.clients = clients;
        this.tokenUrl = tokenUrl;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Uni<GoogleAccessTokens.Refreshed> refresh(OAuthGrant grant) {
        return exchange(
                new ClientKey(grant.clientId(), grant.clientSecret()),
                client -> client.refreshTokens(grant.refreshToken()));
    }

    /** Exchanges the code that an owner's browser came back with; fails like {@link #refresh}. */
    Uni<GoogleAccessTokens.Refreshed> redeem(
            String clientId, String clientSecret, String code, String verifier, URI redirect) {
        Map<String, String> parameters =
                Map.of("code", code, "code_verifier", verifier, "redirect_uri", redirect.toString());
        return exchange(new ClientKey(clientId, clientSecret), client -> client.getTokens(parameters));
    }

    private Uni<GoogleAccessTokens.Refreshed> exchange(ClientKey key, Function<OidcClient, Uni<Tokens>> exchanging) {
        return byKey.computeIfAbsent(key, this::client)
                .chain(exchanging::apply)
                .map(this::refreshed)
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .transform(OidcRefresher::classify);
    }

    private Uni<OidcClient> client(ClientKey key) {
        OidcClientConfig configuration = OidcClientConfig.builder()
                .id("google")
                .discoveryEnabled(false)
                .tokenPath(tokenUrl.toString())
                .clientId(key.id())
                .credentials()
                .clientSecret(key.secret(), Method.POST)
                .end()
                // What codes need; refresh tokens are exchanged all the same.
                .grant(OidcClientConfig.Grant.Type.CODE)
                .build();
        return clients.newClient(configuration)
                .onFailure()
                .invoke(() -> byKey.remove(key))
                .memoize()
                .indefinitely();
    }

    private GoogleAccessTokens.Refreshed refreshed(Tokens tokens) {
        if (tokens.getAccessToken() == null) {
            throw new IllegalStateException("an answer without an access token");
        }
        Long expiresAt = tokens.getAccessTokenExpiresAt();
        String scope = tokens.get("scope");
        return new GoogleAccessTokens.Refreshed(
                tokens.getAccessToken(),
                expiresAt == null ? clock.instant().plus(DEFAULT_LIFE) : Instant.ofEpochSecond(expiresAt),
                tokens.getRefreshToken(),
                scope == null || scope.isBlank()
                        ? Set.of()
                        : Set.of(scope.strip().split(" +")));
    }

    /** Only the JSON error tells: the exception carries neither a status nor a header. */
    static ProviderException classify(Throwable failure) {
        JsonNode error = error(failure);
        return new ProviderException(
                switch (error.path("error").asText()) {
                    case "invalid_grant" -> new ProviderFailure.AuthRevoked(revoked(error));
                    case "invalid_client", "unauthorized_client", "deleted_client" ->
                        new ProviderFailure.Permanent(
                                "Google does not accept this installation's OAuth client. Check KITH_GOOGLE_CLIENT_ID and"
                                        + " KITH_GOOGLE_CLIENT_SECRET.");
                    default ->
                        new ProviderFailure.Transient(
                                "Google's token endpoint could not be reached or has trouble. It is asked again.");
                },
                // The cause repeats the body: it is left behind.
                null);
    }

    private static String revoked(JsonNode error) {
        return error.path("error_subtype").asText().equals("invalid_rapt")
                ? "The organisation's administrator wants this account's owner to sign in again: connect the account again."
                : "Google no longer accepts this account's grant: it was revoked, unused for six months, or the"
                        + " OAuth client's publishing status is \"Testing\", which ends every grant after 7 days."
                        + " Set the status to \"In production\" and connect the account again.";
    }

    private static JsonNode error(Throwable failure) {
        if (!(failure instanceof OidcClientException) || failure.getMessage() == null) {
            return MissingNode.getInstance();
        }
        String message = failure.getMessage();
        int start = message.indexOf('{');
        int end = message.lastIndexOf('}');
        if (start < 0 || end < start) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(message.substring(start, end + 1));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
