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
 * @param parameters the hash of what this chain asks of Google
 * @param step how many pages of the stream are read
 * @param landmark the hash of an earlier page token of the stream, by which going round in circles is noticed
 */
record GooglePageToken(
        Stream stream,
        String token,
        Map<String, String> done,
        String groups,
        boolean anew,
        String parameters,
        int step,
        String landmark) {

    GooglePageToken {
        if (stream == null) {
            throw new IllegalArgumentException("a page position names its stream");
        }
        done = done == null ? Map.of() : Map.copyOf(done);
    }

    static GooglePageToken start(String groups) {
        return at(Stream.CONTACTS, Map.of(), groups, false);
    }

    private static GooglePageToken at(Stream stream, Map<String, String> done, String groups, boolean anew) {
        return new GooglePageToken(stream, null, done, groups, anew, Stream.allParametersHash(), 0, null);
    }

    /** Whether it belongs to a chain that asked for the same as is asked now. */
    boolean current() {
        return Stream.allParametersHash().equals(parameters);
    }

    /**
     * Whether the stream goes round in circles: Brent's algorithm, which remembers one page token, and a later one each time
     * the number of steps has doubled.
     */
    boolean repeats(String next) {
        return Stream.hash(next).equals(landmark) || next.equals(token);
    }

    GooglePageToken page(String next) {
        int taken = step + 1;
        boolean powerOfTwo = (taken & step) == 0;
        return new GooglePageToken(
                stream, next, done, groups, anew, parameters, taken, powerOfTwo ? Stream.hash(next) : landmark);
    }

    GooglePageToken fromTheStart() {
        return at(stream, done, groups, true);
    }

    GooglePageToken streamDone(String syncToken, Stream next) {
        return at(next, withDone(syncToken), groups, false);
    }

    /**
     * The cursor after this chain.
     *
     * @param syncToken with which its last stream ends, or is to be asked again; {@code null} when that is to be listed
     *     whole
     */
    String cursor(String syncToken) {
        Map<String, String> tokens = withDone(syncToken);
        Map<String, String> hashes = new HashMap<>();
        for (Stream each : Stream.values()) {
            if (tokens.containsKey(each.streamName())) {
                hashes.put(each.streamName(), each.parametersHash());
            }
        }
        return Opaque.pack(new GoogleCursor(tokens, hashes, groups));
    }

    private Map<String, String> withDone(String syncToken) {
        Map<String, String> tokens = new HashMap<>(done);
        if (syncToken != null) {
            tokens.put(stream.streamName(), syncToken);
        }
        return tokens;
    }
}
