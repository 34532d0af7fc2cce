package dev.kith.sync.provider.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.ConcurrentHashMap;

/** Exchanges refresh tokens through Quarkus's OIDC client, one for each OAuth client in use. */
final class OidcRefresher implements GoogleAccessTokens.Refresher {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(50);

    private record ClientKey(String id, String secret) {}

    private final OidcClients clients;
    private final URI tokenUrl;
    private final Clock clock;
    private final Map<ClientKey, Uni<OidcClient>> byKey = new ConcurrentHashMap<>();

    OidcRefresher(OidcClients clients, URI tokenUrl, Clock clock) {
        this.clients = clients;
        this.tokenUrl = tokenUrl;
        this.clock = clock;
    }

    @Override
    public Uni<GoogleAccessTokens.Refreshed> refresh(OAuthGrant grant) {
        if (grant.clientId() == null || grant.clientSecret() == null) {
            return Uni.createFrom()
                    .failure(
                            new ProviderException(
                                    new ProviderFailure.Permanent(
                                            "No Google OAuth client is configured. Set KITH_GOOGLE_CLIENT_ID and KITH_GOOGLE_CLIENT_SECRET.")));
        }
        return byKey.computeIfAbsent(new ClientKey(grant.clientId(), grant.clientSecret()), this::client)
                .chain(client -> client.refreshTokens(grant.refreshToken()))
                .map(this::refreshed)
                .onFailure(failure -> !(failure instanceof ProviderException))
                .transform(OidcRefresher::classify);
    }

    private Uni<OidcClient> client(ClientKey key) {
        OidcClientConfig configuration = OidcClientConfig.builder()
                .id("google-" + Integer.toHexString(key.hashCode()))
                .discoveryEnabled(false)
                .tokenPath(tokenUrl.toString())
                .clientId(key.id())
                .credentials()
                .clientSecret(key.secret(), Method.POST)
                .end()
                .grant(OidcClientConfig.Grant.Type.REFRESH)
                .build();
        return clients.newClient(configuration).memoize().indefinitely();
    }

    private GoogleAccessTokens.Refreshed refreshed(Tokens tokens) {
        Long expiresAt = tokens.getAccessTokenExpiresAt();
        return new GoogleAccessTokens.Refreshed(
                tokens.getAccessToken(),
                expiresAt == null ? clock.instant().plus(DEFAULT_LIFE) : Instant.ofEpochSecond(expiresAt),
                tokens.getRefreshToken());
    }

    /** Only the JSON error tells: the exception carries neither a status nor a header. */
    static ProviderException classify(Throwable failure) {
        return new ProviderException(
                switch (error(failure)) {
                    case "invalid_grant" ->
                        new ProviderFailure.AuthRevoked(
                                "Google no longer accepts this account's grant: it was revoked, unused for six months, or the"
                                        + " OAuth client's publishing status is \"Testing\", which ends every grant after 7 days."
                                        + " Set the status to \"In production\" and connect the account again.");
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

    private static String error(Throwable failure) {
        if (!(failure instanceof OidcClientException) || failure.getMessage() == null) {
            return "";
        }
        String message = failure.getMessage();
        int start = message.indexOf('{');
        int end = message.lastIndexOf('}');
        if (start < 0 || end < start) {
            return "";
        }
        try {
            return JSON.readTree(message.substring(start, end + 1))
                    .path("error")
                    .asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
