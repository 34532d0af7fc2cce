package dev.kith.sync.provider.google;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The lists of an account that hold people, each with its own rules. */
enum Stream {
    CONTACTS(
            "contacts",
            "/v1/people/me/connections",
            "connections",
            "totalItems",
            "https://www.googleapis.com/auth/contacts.readonly",
            "personFields=" + PersonFields.CONTACTS),
    OTHER(
            "other",
            "/v1/otherContacts",
            "otherContacts",
            "totalSize",
            "https://www.googleapis.com/auth/contacts.other.readonly",
            "readMask=" + PersonFields.OTHER);

    private static final int PAGE_SIZE = 1000;

    private final String streamName;
    private final String path;
    private final String array;
    private final String total;
    private final String scope;
    private final String parameters;

    Stream(String streamName, String path, String array, String total, String scope, String mask) {
        this.streamName = streamName;
        this.path = path;
        this.array = array;
        this.total = total;
        this.scope = scope;
        this.parameters = mask + "&sources=READ_SOURCE_TYPE_CONTACT&pageSize=" + PAGE_SIZE
                + "&requestSyncToken=true&prettyPrint=false";
    }

    String streamName() {
        return streamName;
    }

    String path() {
        return path;
    }

    String array() {
        return array;
    }

    String total() {
        return total;
    }

    String scope() {
        return scope;
    }

    /** The parameters that must stay the same through a chain and with its token. */
    String parameters() {
        return parameters;
    }

    String parametersHash() {
        return hash(path + "?" + parameters);
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
