package dev.kith.agent.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/**
 * A database of the Mac that the agent reads.
 *
 * @param uuid tells it from the Mac's other stores, and stays when macOS rebuilds the file
 */
public record MacStore(Kind kind, String uuid, Path path) {

    /** What a store holds. */
    public enum Kind {
        CONTACTS,
        MESSAGES,
        CALLS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A store of which a Mac has one, known by what it is. */
    static MacStore only(Kind kind, Path path) {
        UUID uuid = UUID.nameUUIDFromBytes(("dev.kith.store." + kind.text()).getBytes(StandardCharsets.UTF_8));
        return new MacStore(kind, uuid.toString(), path);
    }

    public String accountId(String machineId) {
        return machineId + "." + uuid;
    }
}
