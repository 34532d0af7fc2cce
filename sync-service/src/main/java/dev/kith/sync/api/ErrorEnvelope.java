package dev.kith.sync.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** Every failed answer. */
public record ErrorEnvelope(Problem error) {

    /** @param details messages by the path of the value they are about; {@code null} when there are none */
    public record Problem(
            ErrorCode code,
            String message,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, List<String>> details) {}

    public static ErrorEnvelope of(ErrorCode code, String message) {
        return new ErrorEnvelope(new Problem(code, message, null));
    }

    public static ErrorEnvelope of(ErrorCode code, String message, Map<String, List<String>> details) {
        return new ErrorEnvelope(new Problem(code, message, details.isEmpty() ? null : details));
    }
}
