package dev.kith.sync.provider;

import java.util.Set;

/**
 * Who answered under an account's credentials.
 *
 * @param identity the source's stable id of the owner
 * @param subjectEmail the owner's address when the source tells it, else {@code null}
 * @param grantedScopes what the credentials may do; empty where the source has no scopes
 */
public record AccountIdentity(String identity, String subjectEmail, Set<String> grantedScopes) {

    public AccountIdentity {
        grantedScopes = Set.copyOf(grantedScopes);
    }

    @Override
    public String toString() {
        return "AccountIdentity[scopes=" + grantedScopes.size() + "]";
    }
}
