package dev.kith.sync.backfill.write;

import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Writes the bytes of photos. A photo is never changed: another one has another hash. */
final class PhotoWriter {

    // A link may lead to a contact that somebody deleted. Those of an incomplete CRM are waited for.
    private static final String PHOTOS = """
            WITH there AS (SELECT id FROM contacts WHERE id = ANY ($1::uuid[]) FOR KEY SHARE)
            INSERT INTO contacts_photos (contact_id, sha256, media_type, bytes)
            SELECT u.contact_id, u.sha256, u.media_type, decode(u.bytes, 'base64')
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS u (contact_id, sha256, media_type, bytes)
            WHERE u.contact_id IN (SELECT id FROM there)
               OR %s
            ON CONFLICT DO NOTHING
            """.formatted(IncompleteCrm.CONDITION);

    private PhotoWriter() {}

    static Uni<Void> photos(SqlConnection connection, List<StoredPhoto> photos) {
        Tuple arguments = new Columns<>(photos)
                .uuid(StoredPhoto::contactId)
                .text(StoredPhoto::sha256)
                .text(StoredPhoto::mediaType)
                .text(StoredPhoto::base64)
                .tuple();
        return Rows.execute(connection, PHOTOS, arguments).replaceWithVoid();
    }
}
