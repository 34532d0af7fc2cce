package dev.kith.sync.crm;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.apply.WrittenFields;
import io.vertx.mutiny.sqlclient.Pool;

/** Wires the editing of contacts without a container. */
public final class EditorFixture {

    private EditorFixture() {}

    public static ContactEditor editor(Pool pool) {
        return new ContactEditor(pool, contacts(pool), new DefaultRegion("US"));
    }

    public static Contacts contacts(Pool pool) {
        return new Contacts(pool);
    }

    public static WrittenFields writtenFields(Pool pool) {
        return new EditsAgain(pool, contacts(pool), new DefaultRegion("US"));
    }
}
