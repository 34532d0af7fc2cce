package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A picture, by address or with its bytes. A generated one (a letter on a colour) is no picture of the person.
 *
 * @param url {@code null} when the bytes are here
 * @param mediaType what the bytes are, such as {@code image/jpeg}
 * @param data the bytes in base64, {@value #LARGEST} of them at most
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Photo(String url, boolean primary, boolean generated, String mediaType, String data) {

    /** Larger pictures would crowd out everything else in a record of the log. */
    public static final int LARGEST = 256 * 1024;

    public Photo {
        url = Components.optional(url);
        mediaType = Components.optional(mediaType);
        data = Components.optional(data);
        if (url == null && (mediaType == null || data == null)) {
            throw new InvalidValueException("url, or mediaType and data, must be present");
        }
    }

    public Photo(String url, boolean primary, boolean generated) {
        this(url, primary, generated, null, null);
    }

    /** Tells nothing about the person. */
    @Override
    public String toString() {
        return "Photo[primary=" + primary + ", generated=" + generated + "]";
    }
}
