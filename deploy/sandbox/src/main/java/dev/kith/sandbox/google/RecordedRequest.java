package dev.kith.sandbox.google;

import java.util.Map;

/**
 * A request the stand-in was asked, for tests to look at. The token is not kept.
 *
 * @param status 0 when it got no answer
 */
public record RecordedRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, int status) {}
