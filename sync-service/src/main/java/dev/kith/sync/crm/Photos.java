package dev.kith.sync.crm;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The pictures that contacts show. */
@ApplicationScoped
public class Photos {

    /** Where this service serves a photo whose bytes a source sent along. */
    private static final Pattern OWN_ADDRESS =
            Pattern.compile("/api/contacts/([0-9a-f-]{36})/photo\\?sha256=([0-9a-f]{64})");

    private static final String AVATAR = "SELECT avatar_url FROM contacts WHERE id = (" + Contacts.SURVIVOR + ")";

    // Merging and parting leave the bytes where they first came in.
    private static final String BYTES = """
            SELECT sha256, media_type, bytes FROM contacts_photos
            WHERE sha256 = $2 AND EXISTS (SELECT FROM contacts WHERE id = $1)
            ORDER BY contact_id = $1 DESC LIMIT 1
            """;

    private final Pool pool;

    Photos(Pool pool) {
        this.pool = pool;
    }

    /** What a contact shows. */
    public sealed interface Photo {

        /** A photo that stands here. */
        record Stored(String sha256, String mediaType, byte[] bytes) implements Photo {}

        /** A photo somewhere else. */
        record Elsewhere(String url) implements Photo {}
    }

    static boolean ownAddress(String url) {
        return OWN_ADDRESS.matcher(url).matches();
    }

    /**
     * The photo a contact shows now, or showed once.
     *
     * @param sha256 {@code null} for the present one
     */
    public Uni<Optional<Photo>> find(UUID contactId, String sha256) {
        return sha256 != null
                ? stored(contactId, sha256)
                : pool.preparedQuery(AVATAR)
                        .execute(Tuple.of(contactId))
                        .chain(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getString("avatar_url"))
                                .filter(url -> url != null && !url.isBlank())
                                .findFirst()
                                .map(this::at)
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Photo>> at(String url) {
        Matcher own = OWN_ADDRESS.matcher(url);
        return own.matches()
                ? stored(UUID.fromString(own.group(1)), own.group(2))
                : Uni.createFrom().item(Optional.of(new Photo.Elsewhere(url)));
    }

    private Uni<Optional<Photo>> stored(UUID contactId, String sha256) {
        return pool.preparedQuery(BYTES)
                .execute(Tuple.of(contactId, sha256))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .<Photo>map(row -> new Photo.Stored(
                                row.getString("sha256"),
                                row.getString("media_type"),
                                row.getBuffer("bytes").getBytes()))
                        .findFirst());
    }
}
