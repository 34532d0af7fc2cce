package dev.kith.sync.tool;

import dev.kith.model.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * What an operation would do.
 *
 * @param planFingerprint sent with the operation, it is done only if it would still do the same
 */
public record Plan<T>(boolean dryRun, T plan, String planFingerprint) {

    private static final int FINGERPRINT_LENGTH = 32;

    /** @param content a record whose text tells it from every other plan */
    static <T> Plan<T> of(T content) {
        return new Plan<>(true, content, fingerprint(content));
    }

    /** Fails with {@link StalePlanException} unless this is the plan that was agreed to; {@code null} agrees to any. */
    void require(String agreed) {
        if (agreed != null && !agreed.equals(planFingerprint)) {
            throw new StalePlanException();
        }
    }

    private static String fingerprint(Object content) {
        return Sha256.hex(content.toString().getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT_LENGTH);
    }
}
