package dev.kith.sync.backfill.field;

import dev.kith.model.Photo;
import dev.kith.model.Sha256;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a photo is found. One that came with its bytes is served by this service under the contact it shows, and is named
 * by its hash: another photo is another address.
 */
public final class PhotoAddress {

    private static final String STORED = "photo:";

    private PhotoAddress() {}

    /** The photo's own address, or a name for its bytes as long as nobody knows whose they become. */
    static String of(Photo photo) {
        return photo.data() == null
                ? photo.url()
                : STORED + Sha256.hex(Base64.getDecoder().decode(photo.data()));
    }

    /** The address of a photo once it is known whom it shows. */
    public static String at(UUID contactId, String address) {
        return address != null && address.startsWith(STORED)
                ? shownBy(contactId) + address.substring(STORED.length())
                : address;
    }

    /** The same photo's address once another contact shows it. */
    public static String under(UUID contactId, UUID former, String address) {
        return address != null && address.startsWith(shownBy(former))
                ? shownBy(contactId) + address.substring(shownBy(former).length())
                : address;
    }

    private static String shownBy(UUID contactId) {
        return "/api/contacts/" + contactId + "/photo?sha256=";
    }
}
