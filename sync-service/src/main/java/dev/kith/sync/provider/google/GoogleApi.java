package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.google.GoogleFailures.Asked;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/** Asks the People API on behalf of an account: paced, authenticated, with failures that have names. */
final class GoogleApi {

    private static final int UNAUTHORIZED = 401;

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

    Uni<JsonNode> get(SourceAccount account, String pathAndQuery, Asked asked) {
        return send(account, pathAndQuery)
                .chain(first -> first.status() == UNAUTHORIZED
                        // The token may have been revoked before its time: one new one, then it is the grant.
                        ? send(account, pathAndQuery)
                        : Uni.createFrom().item(first))
                .map(response -> {
                    if (!response.ok()) {
                        throw new ProviderException(GoogleFailures.of(response, asked));
                    }
                    return response.body();
                });
    }

    private Uni<GoogleResponse> send(SourceAccount account, String pathAndQuery) {
        return tokens.get(account)
                .chain(token -> pace.await(account.id())
                        .chain(() -> transport.get(URI.create(base + pathAndQuery), token))
                        .invoke(response -> {
                            if (response.status() == UNAUTHORIZED) {
                                tokens.refused(account, token);
                            }
                        }));
    }
}
