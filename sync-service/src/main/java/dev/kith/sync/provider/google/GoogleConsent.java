package dev.kith.sync.provider.google;

import dev.kith.sync.account.ConsentServer;
import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.google.GoogleAccessTokens.Refreshed;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Google's side of a consent.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/web-server">OAuth 2.0 for web servers</a>
 */
final class GoogleConsent implements ConsentServer {

    private static final ProviderFailure NO_REFRESH_TOKEN = new ProviderFailure.Transient(
            "Google gave no refresh token, without which nothing can be synced later. Begin again.");

    private final GoogleConfig config;
    private final OidcRefresher exchange;
    private final GoogleTransport transport;

    GoogleConsent(GoogleConfig config, OidcRefresher exchange, GoogleTransport transport) {
        this.config = config;
        this.exchange = exchange;
        this.transport = transport;
    }

    @Override
    public URI address(Question question) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", required(config.clientId()));
        query.put("redirect_uri", question.redirect().toString());
        query.put("response_type", "code");
        query.put(
                "scope",
                streams(question.otherContacts()).stream().map(Stream::scope).collect(Collectors.joining(" ")));
        query.put("state", question.state());
        query.put("code_challenge", question.challenge());
        query.put("code_challenge_method", "S256");
        // Only both together make sure of a refresh token, also for an account that consented before.
        query.put("access_type", "offline");
        query.put("prompt", "consent");
        if (question.subjectEmail() != null) {
            query.put("login_hint", question.subjectEmail());
        }
        return URI.create(config.authUrl() + "?"
                + query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    @Override
    public Uni<Answer> redeem(String code, String verifier, URI redirect, boolean otherContacts) {
        String clientId = required(config.clientId());
        String clientSecret = required(config.clientSecret());
        return exchange.redeem(clientId, clientSecret, code, verifier, redirect)
                .onFailure(GoogleConsent::isRevoked)
                .transform(failure -> new ProviderException(new AuthRevoked(
                        "Google did not take the code back: it was used already or is too old. Begin again.")))
                .chain(tokens -> answer(
                        tokens,
                        new OAuthGrant(clientId, clientSecret, tokens.refreshToken(), tokens.scopes()),
                        missing(tokens, otherContacts)));
    }

    private Uni<Answer> answer(Refreshed tokens, OAuthGrant grant, Optional<ProviderFailure> missing) {
        return transport
                .get(URI.create(config.apiUrl() + GoogleContactsProvider.ME), tokens.accessToken())
                .<Answer>map(response -> {
                    if (!response.ok()) {
                        throw new ProviderException(GoogleFailures.of(response, Asked.about(Stream.CONTACTS)));
                    }
                    AccountIdentity owner = GoogleContactsProvider.identity(response.body(), tokens.scopes());
                    return missing.<Answer>map(why -> new Useless(why, Optional.of(owner), token(tokens)))
                            .orElseGet(() -> new Consent(grant, owner));
                })
                .onFailure(ProviderException.class)
                .recoverWithItem(failure -> new Useless(
                        missing.orElseGet(() -> ((ProviderException) failure).failure()),
                        Optional.empty(),
                        token(tokens)));
    }

    private static String token(Refreshed tokens) {
        return tokens.refreshToken() == null ? tokens.accessToken() : tokens.refreshToken();
    }

    @Override
    public Uni<Void> giveBack(String token) {
        return transport
                .post(config.revokeUrl(), "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
                .invoke(status -> {
                    if (status != GoogleResponse.OK) {
                        throw new ProviderException(new Permanent("Google did not take a grant back (HTTP " + status
                                + "). Its owner can end it at myaccount.google.com/connections."));
                    }
                })
                .replaceWithVoid();
    }

    private static boolean isRevoked(Throwable failure) {
        return failure instanceof ProviderException known && known.failure() instanceof AuthRevoked;
    }

    private static Optional<ProviderFailure> missing(Refreshed tokens, boolean otherContacts) {
        AccessToken token = new AccessToken(tokens.accessToken(), tokens.expiresAt(), tokens.scopes());
        return streams(otherContacts).stream()
                .filter(stream -> !token.mayRead(stream))
                .findFirst()
                .<ProviderFailure>map(GoogleFailures::scopeMissing)
                .or(() -> tokens.refreshToken() == null ? Optional.of(NO_REFRESH_TOKEN) : Optional.empty());
    }

    /** What the enabled features read, and nothing more. */
    private static List<Stream> streams(boolean otherContacts) {
        return otherContacts ? List.of(Stream.CONTACTS, Stream.OTHER) : List.of(Stream.CONTACTS);
    }

    private static String required(Optional<String> setting) {
        return setting.filter(value -> !value.isBlank())
                .orElseThrow(() -> new ProviderException(
                        new Permanent("This installation is no OAuth client of Google's yet: create one and set"
                                + " KITH_GOOGLE_CLIENT_ID and KITH_GOOGLE_CLIENT_SECRET.")));
    }
}
