package dev.kith.agent.sync;

import dev.kith.agent.AgentRunner;
import dev.kith.sandbox.mac.AppleDatabase.Leave;
import dev.kith.sandbox.mac.AppleSchema;
import dev.kith.sandbox.mac.CallsDatabase;
import dev.kith.sandbox.mac.ContactsDatabase;
import dev.kith.sandbox.mac.MacHome;
import dev.kith.sandbox.mac.MessagesDatabase;
import dev.kith.sandbox.mac.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A small Mac: two contact stores, a conversation, a group, a few calls. */
public record TestMac(MacHome home) {

    public static final String ICLOUD = "0A1B2C3D-0000-4000-8000-00000000000A";
    public static final Instant YESTERDAY = AgentRunner.NOW.minus(Duration.ofDays(1));
    public static final Instant LONG_AGO = AgentRunner.NOW.minus(Duration.ofDays(500));

    /** Rows stand in the write-ahead logs, as they do while the apps run. */
    public static TestMac in(Path folder) {
        TestMac mac = new TestMac(new MacHome(folder));
        mac.writeContacts();
        mac.writeMessages();
        mac.writeCalls();
        return mac;
    }

    private void writeContacts() {
        ContactsDatabase root = home.rootContacts();
        root.phone(root.person("R-1:ABPerson", Row.of("ZFIRSTNAME", "Rootie")), null, "+14165550101");
        root.leave(Leave.WAL_AND_SHM);
        ContactsDatabase icloud = home.accountContacts(ICLOUD);
        long ann = icloud.person("A-1:ABPerson", Row.of("ZFIRSTNAME", "Ann").and("ZLASTNAME", "Alpha"));
        icloud.phone(ann, "_$!<Mobile>!$_", "(416) 555-0123");
        icloud.email(icloud.person("A-2:ABPerson", Row.of("ZFIRSTNAME", "Bob")), null, "bob@example.com");
        icloud.member(ann, icloud.group("G-1:ABGroup", "Choir"));
        icloud.leave(Leave.WAL_AND_SHM);
    }

    private void writeMessages() {
        MessagesDatabase messages = home.messages(AppleSchema.CHAT_VENTURA);
        long ann = messages.handle("+14165550123");
        long bob = messages.handle("bob@example.com");
        long single = messages.single("+14165550123", ann);
        long group = messages.group("chat1", ann, bob);
        messages.received("m-in", YESTERDAY, ann, single);
        messages.sent("m-out", YESTERDAY.plusSeconds(60), single);
        messages.sent("m-group", YESTERDAY.plusSeconds(120), group);
        messages.received("m-old", LONG_AGO, ann, single);
        messages.message(
                "m-love", YESTERDAY, Row.of("associated_message_type", 2000).and("handle_id", ann), single);
        messages.leave(Leave.WAL_AND_SHM);
    }

    private void writeCalls() {
        CallsDatabase calls = home.calls(AppleSchema.CALLS_MODEL_27);
        calls.call("c-out", YESTERDAY, "+14165550123", CallsDatabase.kind(1, true, false, 30));
        calls.call("c-missed", YESTERDAY, "9055551234", CallsDatabase.kind(1, false, false, 0));
        calls.call("c-old", LONG_AGO, "9055551234", CallsDatabase.kind(1, false, false, 0));
        calls.leave(Leave.WAL_AND_SHM);
    }

    /** Writes on as Messages would, and leaves the rows in the log. */
    public void messages(Consumer<MessagesDatabase> writes) {
        MessagesDatabase messages = MessagesDatabase.open(home.messagesFile());
        writes.accept(messages);
        messages.leave(Leave.WAL_AND_SHM);
    }

    public void icloud(Consumer<ContactsDatabase> writes) {
        ContactsDatabase contacts = ContactsDatabase.open(home.accountContactsFile(ICLOUD));
        writes.accept(contacts);
        contacts.leave(Leave.WAL_AND_SHM);
    }
}
