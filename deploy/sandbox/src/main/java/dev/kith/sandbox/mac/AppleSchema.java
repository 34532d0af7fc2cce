package dev.kith.sandbox.mac;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Definitions of Apple's databases as they were found on real devices. */
public enum AppleSchema {
    CHAT_EL_CAPITAN(
            "chat-el-capitan.sql",
            "CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE (chat_id, handle_id))",
            "CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id))"),
    CHAT_HIGH_SIERRA("chat-high-sierra.sql"),
    CHAT_VENTURA("chat-full-ventura.sql"),
    CHAT_MACOS_27("chat-macOS27.sql"),
    CONTACTS_MACOS_26(
            "AddressBook-v22-macOS26.6.2.sql",
            "CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB)"),
    CALLS_BIG_SUR("CallHistory-big-sur.sql"),
    CALLS_MODEL_27("CallHistory-model27-iOS.sql"),
    CALLS_MACOS_27("CallHistory-model46-macOS27.sql");

    private final String resource;
    private final List<String> additions;

    AppleSchema(String resource, String... additions) {
        this.resource = resource;
        this.additions = List.of(additions);
    }

    /** The statements that make its tables. */
    String definitions() {
        try (InputStream stream = AppleSchema.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> additions() {
        return additions;
    }
}
