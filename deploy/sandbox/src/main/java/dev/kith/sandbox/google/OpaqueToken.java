package dev.kith.sandbox.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a page or sync token of the stand-in means. Callers see signed text.
 *
 * @param kind {@code page} or {@code sync}
 * @param parameters a hash of the request's other parameters, which every later request must repeat
 * @param startSeq where the chain began: changes after it belong to the next delta
 * @param afterSeq a page token's position
 * @param sinceSeq where a delta starts; -1 in a full chain
 * @param page the number of the page this token leads to
 * @param issuedAt epoch seconds
 * @param fullAt epoch seconds of the full sync that the 7 days count from
 */
record OpaqueToken(
        String kind,
        String account,
        String list,
        String parameters,
        long startSeq,
        long afterSeq,
        long sinceSeq,
        int page,
        long issuedAt,
        long fullAt) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] KEY = "the stand-in signs only for itself".getBytes(StandardCharsets.UTF_8);

    String text() {
        try {
            String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
            return payload + "." + sign(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a token; fails as Google does when it is garbage or of another kind. */
    static OpaqueToken parse(String text, String kind) {
        int dot = text.lastIndexOf('.');
        if (dot < 0 || !sign(text.substring(0, dot)).equals(text.substring(dot + 1))) {
            throw GoogleError.invalidArgument();
        }
        try {
            OpaqueToken token =
                    JSON.readValue(Base64.getUrlDecoder().decode(text.substring(0, dot)), OpaqueToken.class);
            if (!token.kind.equals(kind)) {
                throw GoogleError.invalidArgument();
            }
            return token;
        } catch (IOException | IllegalArgumentException e) {
            throw GoogleError.invalidArgument();
        }
    }

    boolean olderThan(Instant now, long seconds, long since) {
        return now.getEpochSecond() - since > seconds;
    }

    /** Everything that must stay the same through a chain and with its token. */
    static String parametersHash(Map<String, String> query) {
        TreeMap<String, String> relevant = new TreeMap<>(query);
        relevant.keySet()
                .removeIf(name -> name.equals("pageToken")
                        || name.equals("syncToken")
                        || name.equals("requestSyncToken")
                        || name.equals("prettyPrint")
                        || name.equals("alt")
                        || name.equals("key"));
        return sign(relevant.toString());
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(signature)
                    .substring(0, 22);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
