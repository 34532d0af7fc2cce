package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Asks the People API on behalf of an account: paced, authenticated, with failures that have names. */
final class GoogleApi {

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final GoogleTransport transport;
    private final GoogleAccessTokens tokens;
    private final Pace pace;
    private final URI base;

    GoogleApi(GoogleTransport transport, GoogleAccessTokens tokens, Pace pace, URI base) {
        this.transport = transport;
        this.tokens = tokens;
        this.pace = pace;
        this.base = base;
    }

    /** Forgets what was cached for an account whose credentials changed. */
    void credentialsChanged(SourceAccount account) {
        tokens.forget(account);
    }

    /** What the account granted; empty where Google does not say. */
    Uni<Set<String>> grantedScopes(SourceAccount account) {
        return tokens.get(account).map(AccessToken::scopes);
    }

    Uni<JsonNode> get(SourceAccount account, String pathAndQuery, Asked asked) {
        return answer(account, pathAndQuery, asked).map(response -> body(response, asked));
    }

    /** The same for something that may be gone. */
    Uni<Optional<JsonNode>> find(SourceAccount account, String pathAndQuery, Asked asked) {
        return answer(account, pathAndQuery, asked)
                .map(response ->
                        response.status() == NOT_FOUND ? Optional.empty() : Optional.of(body(response, asked)));
    }

    private static JsonNode body(GoogleResponse response, Asked asked) {
        if (!response.ok()) {
            throw new ProviderException(GoogleFailures.of(response, asked));
        }
        return response.body();
    }

    private Uni<GoogleResponse> answer(SourceAccount account, String pathAndQuery, Asked asked) {
        return send(account, pathAndQuery, asked)
                .chain(first -> first.status() == UNAUTHORIZED
                        // The token may have been revoked before its time: one new one, then it is the grant.
                        ? send(account, pathAndQuery, asked)
                        : Uni.createFrom().item(first));
    }

    /** The token comes last, so that it is not old when a pause is over. */
    private Uni<GoogleResponse> send(SourceAccount account, String pathAndQuery, Asked asked) {
        return pace.await(account.id()).chain(() -> tokens.get(account)).chain(token -> {
            if (!token.mayRead(asked.stream())) {
                throw new ProviderException(GoogleFailures.scopeMissing(asked.stream()));
            }
            return transport.get(URI.create(base + pathAndQuery), token.value()).invoke(response -> {
                if (response.status() == UNAUTHORIZED) {
                    tokens.refused(account, token);
                }
            });
        });
    }
}
