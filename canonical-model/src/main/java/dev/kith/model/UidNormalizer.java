package dev.kith.model;

import java.util.Locale;

/** Brings vCard UIDs into the form by which they are compared. */
public final class UidNormalizer {

    private static final String URN_PREFIX = "urn:uuid:";
    private static final String MAC_SUFFIX = ":abperson";

    private UidNormalizer() {}

    /**
     * One form for the spellings of a UID: a Mac's store adds a suffix, vCard 4 a URN prefix (RFC 9562 for the case).
     *
     * @return {@code null} when there is none
     */
    public static String normalize(String uid) {
        if (uid == null) {
            return null;
        }
        String lower = uid.strip().toLowerCase(Locale.ROOT);
        String withoutPrefix = lower.startsWith(URN_PREFIX) ? lower.substring(URN_PREFIX.length()) : lower;
        String bare = withoutPrefix.endsWith(MAC_SUFFIX)
                ? withoutPrefix.substring(0, withoutPrefix.length() - MAC_SUFFIX.length())
                : withoutPrefix;
        return bare.isBlank() ? null : bare;
    }
}
