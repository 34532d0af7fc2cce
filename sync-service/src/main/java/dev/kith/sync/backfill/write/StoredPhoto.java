package dev.kith.sync.backfill.write;

import dev.kith.model.Sha256;
import dev.kith.sync.backfill.Writes.LinkWrite;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A photo that a source sent along, under the contact it shows. */
record StoredPhoto(UUID contactId, String sha256, String mediaType, String base64) {

    /** Each photo once, even where several sources sent the same. */
    static List<StoredPhoto> of(List<LinkWrite> links) {
        Set<StoredPhoto> photos = new LinkedHashSet<>();
        for (LinkWrite link : links) {
            link.source().photos().stream()
                    .filter(photo -> photo.data() != null && link.contactId() != null)
                    .map(photo -> new StoredPhoto(
                            link.contactId(),
                            Sha256.hex(Base64.getDecoder().decode(photo.data())),
                            photo.mediaType(),
                            photo.data()))
                    .forEach(photos::add);
        }
        return List.copyOf(photos);
    }

    @Override
    public String toString() {
        return "StoredPhoto[mediaType=" + mediaType + "]";
    }
}
