package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The authorisation server's refresh and access tokens. */
final class Tokens {

    static final String CONTACTS = "https://www.googleapis.com/auth/contacts.readonly";
    static final String OTHER_CONTACTS = "https://www.googleapis.com/auth/contacts.other.readonly";

    private static final long ACCESS_LIFE = 3599;
    private static final long TESTING_LIFE = 7 * 24 * 3600L;
    private static final int LIVE_REFRESH_TOKENS = 100;
    private static final long FOREVER = Long.MAX_VALUE;

    private final Switches switches;
    private final StandInClock clock;
    private final Map<String, Grant> refresh = new LinkedHashMap<>();
    private final Map<String, Grant> access = new LinkedHashMap<>();
    private long refreshes;

    Tokens(Switches switches, StandInClock clock) {
        this.switches = switches;
        this.clock = clock;
    }

    long refreshes() {
        return refreshes;
    }

    Map<String, Grant> refreshTokens() {
        return refresh;
    }

    /** S8: the oldest of more than 100 live tokens of an account dies silently. */
    void grant(String token, String accountId, Set<String> scopes) {
        refresh.remove(token);
        refresh.put(token, new Grant(token, accountId, Set.copyOf(scopes), now(), FOREVER));
        List<Grant> live = live(accountId).toList();
        if (live.size() > LIVE_REFRESH_TOKENS) {
            refresh.remove(live.get(0).token());
        }
    }

    private Stream<Grant> live(String accountId) {
        return refresh.values().stream()
                .filter(grant -> grant.accountId().equals(accountId) && grant.expiresAt() > now());
    }

    /** The scopes that an account has granted so far; empty before its first consent. */
    Set<String> granted(String accountId) {
        Set<String> scopes = new LinkedHashSet<>();
        live(accountId).forEach(grant -> scopes.addAll(grant.scopes()));
        return scopes;
    }

    /** Ends the grant that a refresh or access token belongs to; false when there is no such token. */
    boolean revoke(String token) {
        Grant grant = refresh.containsKey(token) ? refresh.get(token) : access.get(token);
        if (grant == null) {
            return false;
        }
        revokeAccount(grant.accountId());
        return true;
    }

    void revokeAccount(String accountId) {
        refresh.values().removeIf(grant -> grant.accountId().equals(accountId));
        access.values().removeIf(grant -> grant.accountId().equals(accountId));
    }

    void expireAccess() {
        access.clear();
    }

    /** Answers a refresh; {@code null} means {@code invalid_grant}. */
    ObjectNode refreshed(String token) {
        refreshes++;
        Grant grant = refresh.get(token);
        boolean testingOver = switches.testingStatus && grant != null && now() - grant.issuedAt() > TESTING_LIFE;
        if (grant == null || grant.expiresAt() <= now() || testingOver) {
            return null;
        }
        String newRefresh = null;
        if (switches.rotateRefreshTokens) {
            newRefresh = "1//" + UUID.randomUUID();
            refresh.put(token, grant.expiringAt(now() + switches.rotationGraceSeconds));
            grant(newRefresh, grant.accountId(), grant.scopes());
        }
        ObjectNode answer = answer(grant.accountId(), grant.scopes(), newRefresh);
        if (switches.testingStatus) {
            answer.put("refresh_token_expires_in", TESTING_LIFE - (now() - grant.issuedAt()));
        }
        return answer;
    }

    ObjectNode answer(String accountId, Set<String> scopes, String refreshToken) {
        String token = "ya29." + UUID.randomUUID();
        access.values().removeIf(grant -> grant.expiresAt() <= now());
        access.put(token, new Grant(token, accountId, scopes, now(), now() + ACCESS_LIFE));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("access_token", token);
        answer.put("expires_in", ACCESS_LIFE);
        answer.put("scope", String.join(" ", scopes));
        answer.put("token_type", "Bearer");
        if (refreshToken != null) {
            answer.put("refresh_token", refreshToken);
        }
        return answer;
    }

    /** The live access token of an {@code Authorization} header. */
    Grant authenticate(String authorization) {
        if (authorization == null) {
            throw GoogleError.credentialsMissing();
        }
        Grant grant = authorization.startsWith("Bearer ") ? access.get(authorization.substring(7)) : null;
        if (grant == null || grant.expiresAt() <= now()) {
            throw GoogleError.unauthenticated();
        }
        return grant;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
