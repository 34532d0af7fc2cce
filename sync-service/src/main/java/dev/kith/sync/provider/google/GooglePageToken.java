package dev.kith.sync.provider.google;

import dev.kith.sync.provider.Opaque;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a chain of pages stands.
 *
 * @param token Google's page token; {@code null} at the start of a stream
 * @param done sync tokens of the streams that are through
 * @param groups the hash of the group list this chain sent
 * @param anew whether this stream is listed whole although the run is incremental, its own sync token having expired
 */
record GooglePageToken(Stream stream, String token, Map<String, String> done, String groups, boolean anew) {

    GooglePageToken {
        done = done == null ? Map.of() : Map.copyOf(done);
    }

    static GooglePageToken start(String groups) {
        return new GooglePageToken(Stream.CONTACTS, null, null, groups, false);
    }

    GooglePageToken page(String next) {
        return new GooglePageToken(stream, next, done, groups, anew);
    }

    GooglePageToken fromTheStart() {
        return new GooglePageToken(stream, null, done, groups, true);
    }

    GooglePageToken streamDone(String syncToken, Stream next) {
        return new GooglePageToken(next, null, withDone(syncToken), groups, false);
    }

    /** The cursor after this chain, whose last stream ends with this sync token. */
    String cursor(String syncToken) {
        Map<String, String> tokens = withDone(syncToken);
        Map<String, String> parameters = new HashMap<>();
        for (Stream each : Stream.values()) {
            if (tokens.containsKey(each.streamName())) {
                parameters.put(each.streamName(), each.parametersHash());
            }
        }
        return Opaque.pack(new GoogleCursor(tokens, parameters, groups));
    }

    private Map<String, String> withDone(String syncToken) {
        Map<String, String> tokens = new HashMap<>(done);
        if (syncToken != null) {
            tokens.put(stream.streamName(), syncToken);
        }
        return tokens;
    }
}
