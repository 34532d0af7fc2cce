package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An error answer of the People API, in the form Google gives it. */
final class GoogleError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String DOCUMENTATION = "https://developers.google.com/people/api/rest/v1/people/get";

    private final int code;
    private final transient ObjectNode body;
    private final transient Map<String, String> headers;

    private GoogleError(int code, ObjectNode body, Map<String, String> headers) {
        super("HTTP " + code);
        this.code = code;
        this.body = body;
        this.headers = headers;
    }

    int code() {
        return code;
    }

    ObjectNode body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    static GoogleError of(int code, String status, String message) {
        return of(code, status, message, null, Map.of());
    }

    private static GoogleError of(
            int code, String status, String message, ObjectNode detail, Map<String, String> headers) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", code);
        error.put("message", message);
        error.put("status", status);
        if (detail != null) {
            ArrayNode details = error.putArray("details");
            details.add(detail);
        }
        return new GoogleError(code, body, headers);
    }

    private static ObjectNode errorInfo(String reason, String domain, Map<String, String> metadata) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("@type", "type.googleapis.com/google.rpc.ErrorInfo");
        info.put("reason", reason);
        info.put("domain", domain);
        if (!metadata.isEmpty()) {
            metadata.forEach(info.putObject("metadata")::put);
        }
        return info;
    }

    static GoogleError invalidArgument() {
        return of(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
    }

    static GoogleError unknownParameter(String name) {
        return of(
                400,
                "INVALID_ARGUMENT",
                "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot bind query parameter. Field '"
                        + name + "' could not be found in request message.");
    }

    static GoogleError maskRequired(String parameter) {
        return of(
                400,
                "INVALID_ARGUMENT",
                parameter + " mask is required. Please specify one or more valid paths. Valid paths are documented at "
                        + DOCUMENTATION + ".");
    }

    static GoogleError invalidMaskPath(String parameter, String path) {
        return of(
                400,
                "INVALID_ARGUMENT",
                "Invalid " + parameter + " mask path: \"" + path + "\". Valid paths are documented at " + DOCUMENTATION
                        + ".");
    }

    static GoogleError expiredSyncToken(Switches switches) {
        return of(
                switches.expiredGone ? 410 : 400,
                switches.expiredStatus,
                "Sync token is expired. Clear local cache and retry call without the sync token.",
                switches.expiredDetails ? errorInfo("EXPIRED_SYNC_TOKEN", "people.googleapis.com", Map.of()) : null,
                Map.of());
    }

    static GoogleError unauthenticated() {
        return of(
                401,
                "UNAUTHENTICATED",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential. See"
                        + " https://developers.google.com/identity/sign-in/web/devconsole-project.",
                null,
                Map.of("www-authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""));
    }

    static GoogleError credentialsMissing() {
        return of(
                401,
                "UNAUTHENTICATED",
                "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or"
                        + " other valid authentication credential. See"
                        + " https://developers.google.com/identity/sign-in/web/devconsole-project.",
                errorInfo("CREDENTIALS_MISSING", "googleapis.com", Map.of()),
                Map.of("www-authenticate", "Bearer realm=\"https://accounts.google.com/\""));
    }

    static GoogleError insufficientScope(String scope, String method) {
        return of(
                403,
                "PERMISSION_DENIED",
                "Request had insufficient authentication scopes.",
                errorInfo(
                        "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                        "googleapis.com",
                        Map.of("service", "people.googleapis.com", "method", method)),
                Map.of(
                        "www-authenticate",
                        "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\", scope=\"" + scope
                                + "\""));
    }

    static GoogleError serviceDisabled() {
        return of(
                403,
                "PERMISSION_DENIED",
                "People API has not been used in project 1 before or it is disabled. Enable it by visiting"
                        + " https://console.developers.google.com/apis/api/people.googleapis.com/overview?project=1 then"
                        + " retry. If you enabled this API recently, wait a few minutes for the action to propagate to our"
                        + " systems and retry.",
                errorInfo(
                        "SERVICE_DISABLED",
                        "googleapis.com",
                        Map.of("service", "people.googleapis.com", "consumer", "projects/1")),
                Map.of());
    }

    /** Too many requests of a kind in a minute. */
    static GoogleError rateLimited(String requests, Map<String, String> retryAfter) {
        boolean group = requests.startsWith("Group");
        return of(
                429,
                "RESOURCE_EXHAUSTED",
                "Quota exceeded for quota metric '" + requests + "' and limit '" + requests
                        + " per minute per user' of service 'people.googleapis.com' for consumer 'project_number:1'.",
                errorInfo(
                        "RATE_LIMIT_EXCEEDED",
                        "googleapis.com",
                        Map.of(
                                "service",
                                "people.googleapis.com",
                                "quota_limit",
                                (group ? "Group" : "Critical") + "ReadsPerMinutePerProjectPerUser",
                                "quota_metric",
                                "people.googleapis.com/" + (group ? "group" : "critical") + "_read_requests",
                                "consumer",
                                "projects/1")),
                retryAfter);
    }

    /** The additional quota of the first page of a full sync is used up. */
    static GoogleError exhausted(Map<String, String> retryAfter) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("@type", "type.googleapis.com/google.rpc.QuotaFailure");
        ObjectNode violation = detail.putArray("violations").addObject();
        violation.put("subject", "QUOTA_EXCEEDED");
        violation.put("description", "FBS quota limit exceeded");
        return of(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", detail, retryAfter);
    }

    /** The older form of a quota error: 403, the reason in {@code errors} and no details. */
    static GoogleError legacyQuota() {
        GoogleError error = of(403, "PERMISSION_DENIED", "User Rate Limit Exceeded");
        ObjectNode legacy =
                ((ObjectNode) error.body.get("error")).putArray("errors").addObject();
        legacy.put("domain", "usageLimits");
        legacy.put("reason", "userRateLimitExceeded");
        legacy.put("message", "User Rate Limit Exceeded");
        return error;
    }

    static GoogleError notFound() {
        return of(404, "NOT_FOUND", "Requested entity was not found.");
    }
}
