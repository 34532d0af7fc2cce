package dev.kith.sync.provider.google;

import dev.kith.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The lists of an account that hold people, each with its own rules. */
enum Stream {
    CONTACTS(
            "contacts",
            "/v1/people/me/connections",
            "connections",
            "totalItems",
            List.of(
                    "https://www.googleapis.com/auth/contacts.readonly",
                    "https://www.googleapis.com/auth/contacts",
                    "https://www.google.com/m8/feeds"),
            "personFields=" + PersonFields.CONTACTS),
    OTHER(
            "other",
            "/v1/otherContacts",
            "otherContacts",
            "totalSize",
            List.of("https://www.googleapis.com/auth/contacts.other.readonly"),
            "readMask=" + PersonFields.OTHER);

    private static final int PAGE_SIZE = 1000;
    private static final int HASH_LENGTH = 16;

    private final String streamName;
    private final String path;
    private final String array;
    private final String total;
    private final List<String> scopes;
    private final String parameters;

    Stream(String streamName, String path, String array, String total, List<String> scopes, String mask) {
        this.streamName = streamName;
        this.path = path;
        this.array = array;
        this.total = total;
        this.scopes = scopes;
        this.parameters = mask + "&sources=READ_SOURCE_TYPE_CONTACT&pageSize=" + PAGE_SIZE
                + "&requestSyncToken=true&prettyPrint=false";
    }

    String streamName() {
        return streamName;
    }

    String path() {
        return path;
    }

    /** The member of an answer that holds the people. */
    String array() {
        return array;
    }

    /** The member of an answer that tells how many there are in all. */
    String total() {
        return total;
    }

    /** The least permission the stream needs. */
    String scope() {
        return scopes.get(0);
    }

    /** Every permission that opens the stream, the least first. */
    List<String> readableWith() {
        return scopes;
    }

    /** Whether the account's contacts are read although this stream cannot be. */
    boolean optional() {
        return this == OTHER;
    }

    /** The parameters that must stay the same through a chain and with its token. */
    String parameters() {
        return parameters;
    }

    String parametersHash() {
        return hash(path + "?" + parameters);
    }

    /** Changes when what is asked of any stream changes. */
    static String allParametersHash() {
        return hash(Arrays.stream(values()).map(Stream::parametersHash).collect(Collectors.joining()));
    }

    static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
    }
}
