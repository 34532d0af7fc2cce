package dev.kith.sandbox.mac;

import java.nio.file.Path;

/** A home folder with the databases of a Mac in it. */
public record MacHome(Path folder) {

    private static final String CONTACTS = "AddressBook-v22.abcddb";

    public Path addressBook() {
        return folder.resolve("Library/Application Support/AddressBook");
    }

    public Path rootContactsFile() {
        return addressBook().resolve(CONTACTS);
    }

    public Path accountContactsFile(String uuid) {
        return addressBook().resolve("Sources").resolve(uuid).resolve(CONTACTS);
    }

    public Path messagesFile() {
        return folder.resolve("Library/Messages/chat.db");
    }

    public Path callsFile() {
        return folder.resolve("Library/Application Support/CallHistoryDB/CallHistory.storedata");
    }

    public ContactsDatabase rootContacts() {
        return ContactsDatabase.create(rootContactsFile());
    }

    /** The store of an account, such as iCloud. */
    public ContactsDatabase accountContacts(String uuid) {
        return ContactsDatabase.create(accountContactsFile(uuid));
    }

    public MessagesDatabase messages(AppleSchema schema) {
        return MessagesDatabase.create(messagesFile(), schema);
    }

    public CallsDatabase calls(AppleSchema schema) {
        return CallsDatabase.create(callsFile(), schema);
    }
}
