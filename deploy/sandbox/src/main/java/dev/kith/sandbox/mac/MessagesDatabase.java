package dev.kith.sandbox.mac;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** A message store as Messages writes it. */
public final class MessagesDatabase implements AutoCloseable {

    /** What every message says. */
    public static final String SECRET = "kith-never-reads-this";

    private final AppleDatabase database;
    private final boolean nanoseconds;

    private MessagesDatabase(AppleDatabase database, boolean nanoseconds) {
        this.database = database;
        this.nanoseconds = nanoseconds;
    }

    /** One on the schema of some macOS. */
    public static MessagesDatabase create(Path file, AppleSchema schema) {
        // Before macOS 10.13 dates were seconds.
        return new MessagesDatabase(AppleDatabase.create(file, schema), schema != AppleSchema.CHAT_EL_CAPITAN);
    }

    /** Opens one that was made before, to write on. */
    public static MessagesDatabase open(Path file) {
        return new MessagesDatabase(AppleDatabase.open(file), true);
    }

    public AppleDatabase database() {
        return database;
    }

    public long handle(String id) {
        return handle(id, "iMessage", null);
    }

    public long handle(String id, String service, String country) {
        return database.insert(
                "handle", Row.of("id", id).and("service", service).and("country", country));
    }

    /** A conversation with one other person. */
    public long single(String identifier, long handle) {
        return chat("any;-;" + identifier, 45, identifier, handle);
    }

    public long group(String name, long... handles) {
        return chat("any;+;" + name, 43, name, handles);
    }

    public long chat(String guid, Integer style, String identifier, long... handles) {
        long chat =
                database.insert("chat", Row.of("guid", guid).and("style", style).and("chat_identifier", identifier));
        for (long handle : handles) {
            database.insert("chat_handle_join", Row.of("chat_id", chat).and("handle_id", handle));
        }
        return chat;
    }

    public long received(String guid, Instant at, long handle, Long chat) {
        return message(guid, at, Row.of("handle_id", handle).and("is_from_me", 0), chat);
    }

    public long sent(String guid, Instant at, Long chat) {
        return message(guid, at, Row.of("handle_id", 0).and("is_from_me", 1).and("is_sent", 1), chat);
    }

    /** A message with what makes it special. Its text, which nobody may ever see again, says so. */
    public long message(String guid, Instant at, Row row, Long chat) {
        Object date = nanoseconds ? AppleDates.nanoseconds(at) : (long) AppleDates.seconds(at);
        long id = database.insert(
                "message",
                row.and("guid", guid)
                        .and("date", date)
                        .and("service", "iMessage")
                        .and("text", SECRET)
                        .and("subject", SECRET)
                        .and("attributedBody", SECRET.getBytes(StandardCharsets.UTF_8)));
        if (chat != null) {
            join(chat, id);
        }
        return id;
    }

    public void join(long chat, long message) {
        database.insert("chat_message_join", Row.of("chat_id", chat).and("message_id", message));
    }

    public void leave(AppleDatabase.Leave leave) {
        database.leave(leave);
    }

    @Override
    public void close() {
        database.close();
    }
}
