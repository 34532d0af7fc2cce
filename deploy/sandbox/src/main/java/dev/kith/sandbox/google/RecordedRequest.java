package dev.kith.sandbox.google;

import java.util.Map;

/** A request the stand-in was asked, for tests to look at. The token is not kept. */
public record RecordedRequest(String method, String path, Map<String, String> query, Map<String, String> headers) {}
