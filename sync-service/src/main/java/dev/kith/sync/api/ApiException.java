package dev.kith.sync.api;

import java.util.List;
import java.util.Map;

/** A request that cannot be served, with what its sender should know. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, List<String>> details;

    private ApiException(ErrorCode code, String message, Map<String, List<String>> details) {
        super(message);
        this.code = code;
        this.details = details;
    }

    public static ApiException of(ErrorCode code, String message) {
        return new ApiException(code, message, Map.of());
    }

    public static ApiException notFound(String what) {
        return of(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
    }

    /** @param field path of the value that is wrong, such as {@code phones.0.value} */
    public static ApiException invalid(String field, String message) {
        return invalid(Map.of(field, List.of(message)));
    }

    public static ApiException invalid(Map<String, List<String>> details) {
        return new ApiException(ErrorCode.VALIDATION_ERROR, "The request is not valid.", details);
    }

    public ErrorCode code() {
        return code;
    }

    public ErrorEnvelope envelope() {
        return ErrorEnvelope.of(code, getMessage(), details);
    }
}
