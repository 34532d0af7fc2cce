package dev.kith.sandbox.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a page or sync token of the stand-in means. Callers see signed text.
 *
 * @param kind {@code page} or {@code sync}
 * @param list the name of the list's array
 * @param parameters a hash of the request's other parameters, which every later request must repeat
 * @param epoch how often the account's sync tokens had been expired by command
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
        int epoch,
        long startSeq,
        long afterSeq,
        long sinceSeq,
        int page,
        long issuedAt,
        long fullAt) {

    static final String PAGE = "page";
    static final String SYNC = "sync";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] KEY = "the stand-in signs only for itself".getBytes(StandardCharsets.UTF_8);

    boolean isDelta() {
        return sinceSeq >= 0;
    }

    /** The token of the page that follows. */
    OpaqueToken nextPage(long after, long now) {
        return new OpaqueToken(
                PAGE, account, list, parameters, epoch, startSeq, after, sinceSeq, page + 1, now, fullAt);
    }

    /** The token with which the next delta begins. */
    OpaqueToken sync(String syncParameters, long now) {
        return new OpaqueToken(SYNC, account, list, syncParameters, epoch, startSeq, 0, -1, 0, now, fullAt);
    }

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

    static String sign(String text) {
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
