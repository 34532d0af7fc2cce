package dev.kith.sync.account;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A grant as JSON {@code {client_id, client_secret, refresh_token, scope, stored_at}}; any of them may be absent. */
final class GrantCodec {

    private GrantCodec() {}

    static JsonObject encode(OAuthGrant grant, Instant storedAt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("client_id", grant.clientId());
        fields.put("client_secret", grant.clientSecret());
        fields.put("refresh_token", grant.refreshToken());
        fields.put("scope", String.join(" ", new TreeSet<>(grant.scopes())));
        fields.put("stored_at", storedAt.toString());
        fields.values().removeIf(value -> value == null);
        return new JsonObject(fields);
    }

    static OAuthGrant decode(JsonObject json) {
        return new OAuthGrant(
                json.getString("client_id"),
                json.getString("client_secret"),
                json.getString("refresh_token"),
                scopes(json.getString("scope", "")));
    }

    private static Set<String> scopes(String scope) {
        return Arrays.stream(scope.split(" ")).filter(name -> !name.isBlank()).collect(Collectors.toSet());
    }
}
