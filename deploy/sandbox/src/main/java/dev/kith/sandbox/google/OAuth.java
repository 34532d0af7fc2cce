package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The authorisation server: consent without questions, token exchange with PKCE, refresh, revocation. */
final class OAuth {

    /** A code waiting to be exchanged. */
    private record Code(String accountId, Set<String> scopes, String challenge, String redirectUri) {}

    /** An answer of the token endpoint. */
    record Answer(int status, ObjectNode body) {}

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
        Set<String> scopes = new LinkedHashSet<>(
                Arrays.asList(query.getOrDefault("scope", "").split(" ")));
        scopes.removeAll(withheldScopes);
        String code = "4/" + UUID.randomUUID();
        codes.put(
                code,
                new Code(
                        consentingAccount == null ? firstAccount : consentingAccount,
                        scopes,
                        query.get("code_challenge"),
                        query.get("redirect_uri")));
        String redirect = query.getOrDefault("redirect_uri", "");
        return redirect + (redirect.contains("?") ? "&" : "?") + "code=" + encode(code) + "&state="
                + encode(query.getOrDefault("state", "")) + "&scope=" + encode(String.join(" ", scopes));
    }

    Answer token(Map<String, String> form) {
        if (switches.tokenEndpointStatus != 0) {
            return new Answer(switches.tokenEndpointStatus, null);
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

    private Answer refresh(Map<String, String> form) {
        ObjectNode answer = tokens.refreshed(form.getOrDefault("refresh_token", ""));
        return answer == null
                ? error(400, "invalid_grant", "Token has been expired or revoked.")
                : new Answer(200, answer);
    }

    private Answer exchange(Map<String, String> form) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        boolean valid = code != null
                && code.accountId() != null
                && (code.redirectUri() == null || code.redirectUri().equals(form.get("redirect_uri")))
                && (code.challenge() == null
                        || code.challenge().equals(challenge(form.getOrDefault("code_verifier", ""))));
        if (!valid) {
            return error(400, "invalid_grant", "Bad Request");
        }
        String refreshToken = "1//" + UUID.randomUUID();
        tokens.grant(refreshToken, code.accountId(), code.scopes());
        return new Answer(200, tokens.answer(code.accountId(), code.scopes(), refreshToken));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
