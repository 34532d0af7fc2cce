package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an error answer says about itself. Every part is empty where the answer leaves it out, or is no JSON at all.
 *
 * @param reason of a {@code google.rpc.ErrorInfo}, else of the {@code errors} list of older APIs
 * @param quotaLimit the name of the quota that was exceeded
 */
record GoogleErrorBody(String reason, String message, String quotaLimit) {

    static GoogleErrorBody of(JsonNode body) {
        if (body == null) {
            return new GoogleErrorBody("", "", "");
        }
        JsonNode error = body.path("error");
        String message = error.path("message").asText();
        for (JsonNode detail : error.path("details")) {
            if (detail.hasNonNull("reason")) {
                return new GoogleErrorBody(
                        detail.get("reason").asText(),
                        message,
                        detail.at("/metadata/quota_limit").asText());
            }
        }
        return new GoogleErrorBody(error.at("/errors/0/reason").asText(), message, "");
    }
}
