package dev.kith.sandbox.mac;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A contact store as Contacts writes it. */
public final class ContactsDatabase implements AutoCloseable {

    /** Entity numbers of macOS 26.6.2; other versions and other stores have other ones. */
    public static final Map<String, Integer> MACOS_26_ENTITIES = new TreeMap<>(Map.of(
            "ABCDRecord", 17, "ABCDGroup", 19, "ABCDSmartGroup", 21, "ABCDContact", 22, "ABCDSubscribedContact", 23));

    private final AppleDatabase database;
    private final Map<String, Integer> entities;

    private ContactsDatabase(AppleDatabase database, Map<String, Integer> entities) {
        this.database = database;
        this.entities = entities;
    }

    static ContactsDatabase create(Path file) {
        return create(file, MACOS_26_ENTITIES);
    }

    /** One whose entities have numbers of their own. */
    public static ContactsDatabase create(Path file, Map<String, Integer> entities) {
        AppleDatabase database = AppleDatabase.create(file, AppleSchema.CONTACTS_MACOS_26);
        entities.forEach((name, number) ->
                database.insert("Z_PRIMARYKEY", Row.of("Z_ENT", number).and("Z_NAME", name)));
        return new ContactsDatabase(database, entities);
    }

    /** Opens one that was made before, to write on. */
    public static ContactsDatabase open(Path file) {
        return new ContactsDatabase(AppleDatabase.open(file), MACOS_26_ENTITIES);
    }

    public AppleDatabase database() {
        return database;
    }

    /** Returns the key under which its values are kept. */
    public long person(String uniqueId, Row row) {
        return record("ABCDContact", uniqueId, row);
    }

    public long group(String uniqueId, String name) {
        return record("ABCDGroup", uniqueId, Row.of("ZNAME", name));
    }

    public long record(String entity, String uniqueId, Row row) {
        return database.insert(
                "ZABCDRECORD", row.and("Z_ENT", entities.get(entity)).and("ZUNIQUEID", uniqueId));
    }

    public void member(long person, long group) {
        database.insert("Z_22PARENTGROUPS", Row.of("Z_22CONTACTS", person).and("Z_19PARENTGROUPS1", group));
    }

    public void phone(long owner, String label, String number) {
        child("ZABCDPHONENUMBER", owner, Row.of("ZLABEL", label).and("ZFULLNUMBER", number));
    }

    public void email(long owner, String label, String address) {
        child("ZABCDEMAILADDRESS", owner, Row.of("ZLABEL", label).and("ZADDRESS", address));
    }

    public void note(long person, String text) {
        long note = database.insert("ZABCDNOTE", Row.of("ZCONTACT", person).and("ZTEXT", text));
        database.execute("UPDATE ZABCDRECORD SET ZNOTE = " + note + " WHERE Z_PK = " + person);
    }

    /** A row of one of the tables whose rows belong to a record. */
    public void child(String table, Long owner, Row row) {
        database.insert(table, row.and("ZOWNER", owner));
    }

    public void leave(AppleDatabase.Leave leave) {
        database.leave(leave);
    }

    @Override
    public void close() {
        database.close();
    }
}
