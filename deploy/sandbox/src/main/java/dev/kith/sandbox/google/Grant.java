package dev.kith.sandbox.google;

import java.util.Set;

/**
 * A refresh or access token.
 *
 * @param expiresAt epoch seconds
 */
record Grant(String token, String accountId, Set<String> scopes, long issuedAt, long expiresAt) {

    Grant expiringAt(long newExpiry) {
        return new Grant(token, accountId, scopes, issuedAt, newExpiry);
    }
}
