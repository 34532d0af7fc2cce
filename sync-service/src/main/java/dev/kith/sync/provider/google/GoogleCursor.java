package dev.kith.sync.provider.google;

import java.util.Map;

/**
 * Where an account's sync stands.
 *
 * @param tokens Google's sync token of each stream
 * @param parameters the hash of the parameters each token was issued for
 * @param groups the hash of the group list as last sent
 */
record GoogleCursor(Map<String, String> tokens, Map<String, String> parameters, String groups) {

    static final GoogleCursor NONE = new GoogleCursor(Map.of(), Map.of(), null);

    GoogleCursor {
        tokens = tokens == null ? Map.of() : Map.copyOf(tokens);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /** The sync token of a stream, if it was issued for the same parameters; else {@code null}. */
    String token(Stream stream) {
        return stream.parametersHash().equals(parameters.get(stream.streamName()))
                ? tokens.get(stream.streamName())
                : null;
    }
}
