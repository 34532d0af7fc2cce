package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The authorisation server: consent without questions, token exchange with PKCE, refresh, revocation. */
final class OAuth {

    /** A code waiting to be exchanged. */
    private record Code(
            String accountId,
            Set<String> scopes,
            String clientId,
            String redirectUri,
            Challenge challenge,
            boolean refreshable) {}

    /** What PKCE wants to see proven; {@code null} text without PKCE. */
    private record Challenge(String text, boolean hashed) {

        boolean isMetBy(String verifier) {
            return text == null || text.equals(hashed ? sha256(verifier) : verifier);
        }
    }

    /** An answer of the token endpoint. */
    record Answer(int status, ObjectNode body) {}

    private static final List<String> REQUIRED = List.of("client_id", "redirect_uri", "response_type", "scope");

    private final Tokens tokens;
    private final Switches switches;
    private final Map<String, Code> codes = new HashMap<>();
    private String consentingAccount;
    private Set<String> withheldScopes = Set.of();

    OAuth(Tokens tokens, Switches switches) {
        this.tokens = tokens;
        this.switches = switches;
    }

    /** Who consents at the next authorisation request, and which of the scopes that person unticks. */
    void consents(String accountId, Set<String> withheld) {
        consentingAccount = accountId;
        withheldScopes = Set.copyOf(withheld);
    }

    /** The address to send the browser to. */
    String authorize(Map<String, String> query, String firstAccount) {
        REQUIRED.forEach(name -> {
            if (query.getOrDefault(name, "").isBlank()) {
                throw GoogleError.of(400, "INVALID_ARGUMENT", "Missing required parameter: " + name);
            }
        });
        String accountId = consentingAccount == null ? firstAccount : consentingAccount;
        String state = "state=" + encode(query.getOrDefault("state", ""));
        String redirect = query.get("redirect_uri");
        String target = redirect + (redirect.contains("?") ? "&" : "?") + state;
        if (switches.consentDenied || accountId == null) {
            return target + "&error=access_denied";
        }
        Set<String> earlier = tokens.granted(accountId);
        Set<String> scopes =
                new LinkedHashSet<>(Arrays.asList(query.get("scope").strip().split("\\s+")));
        scopes.removeAll(withheldScopes);
        if ("true".equals(query.get("include_granted_scopes"))) {
            scopes.addAll(earlier);
        }
        boolean asked = "consent".equals(query.get("prompt")) || earlier.isEmpty();
        String code = "4/" + UUID.randomUUID();
        codes.put(
                code,
                new Code(
                        accountId,
                        scopes,
                        query.get("client_id"),
                        redirect,
                        new Challenge(query.get("code_challenge"), "S256".equals(query.get("code_challenge_method"))),
                        asked && "offline".equals(query.get("access_type"))));
        return target + "&code=" + encode(code) + "&scope=" + encode(String.join(" ", scopes));
    }

    Answer token(Map<String, String> form) {
        if (switches.tokenEndpointStatus != 0) {
            return new Answer(switches.tokenEndpointStatus, JsonNodeFactory.instance.objectNode());
        }
        if (switches.invalidClient || form.getOrDefault("client_id", "").isEmpty()) {
            return error(401, "invalid_client", "The OAuth client was not found.");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" -> refresh(form);
            case "authorization_code" -> exchange(form);
            default -> error(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    Answer revoke(String token) {
        return tokens.revoke(token)
                ? new Answer(200, JsonNodeFactory.instance.objectNode())
                : error(400, "invalid_token", "Token expired or revoked");
    }

    private Answer refresh(Map<String, String> form) {
        ObjectNode answer = tokens.refreshed(form.getOrDefault("refresh_token", ""));
        return answer == null
                ? error(400, "invalid_grant", "Token has been expired or revoked.")
                : new Answer(200, answer);
    }

    private Answer exchange(Map<String, String> form) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        boolean valid = code != null
                && code.clientId().equals(form.get("client_id"))
                && code.redirectUri().equals(form.get("redirect_uri"))
                && code.challenge().isMetBy(form.getOrDefault("code_verifier", ""));
        if (!valid) {
            return error(400, "invalid_grant", "Bad Request");
        }
        String refreshToken = null;
        if (code.refreshable()) {
            refreshToken = "1//" + UUID.randomUUID();
            tokens.grant(refreshToken, code.accountId(), code.scopes());
        }
        return new Answer(200, tokens.answer(code.accountId(), code.scopes(), refreshToken));
    }

    private static String sha256(String verifier) {
        byte[] digest = Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static Answer error(int status, String error, String description) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", error);
        body.put("error_description", description);
        return new Answer(status, body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
