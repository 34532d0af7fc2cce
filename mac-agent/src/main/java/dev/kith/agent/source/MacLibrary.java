package dev.kith.agent.source;

import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.sqlite.FileAccess;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreException.Problem;
import dev.kith.agent.sqlite.StoreOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where macOS keeps its databases, under the folder that holds {@code Library/}. */
public record MacLibrary(Path home, FileAccess access) {

    private static final String CONTACTS_FILE = "AddressBook-v22.abcddb";

    public Path addressBook() {
        return home.resolve("Library/Application Support/AddressBook");
    }

    public MacStore messages() {
        return MacStore.only(Kind.MESSAGES, home.resolve("Library/Messages/chat.db"));
    }

    public MacStore calls() {
        return MacStore.only(
                Kind.CALLS, home.resolve("Library/Application Support/CallHistoryDB/CallHistory.storedata"));
    }

    /** The store called "On My Mac". It may be absent while others are there. */
    public MacStore rootContacts() {
        return MacStore.only(Kind.CONTACTS, addressBook().resolve(CONTACTS_FILE));
    }

    /** One store for each account. Fails with {@link StoreException} where their folder may not be listed. */
    public List<MacStore> accountContacts() {
        List<MacStore> stores = new ArrayList<>();
        try {
            for (Path folder : access.list(addressBook().resolve("Sources"))) {
                if (mayHoldStore(folder)) {
                    stores.add(new MacStore(Kind.CONTACTS, uuid(folder), folder.resolve(CONTACTS_FILE)));
                }
            }
        } catch (IOException e) {
            Problem problem = StoreOpener.problem(e);
            if (problem != Problem.MISSING) {
                throw new StoreException(problem, "its folder cannot be listed", e);
            }
        }
        return stores;
    }

    /** A folder that may not be looked into counts: opening its store says that it is denied. */
    private boolean mayHoldStore(Path folder) {
        try {
            return access.list(folder).contains(folder.resolve(CONTACTS_FILE));
        } catch (IOException e) {
            return StoreOpener.problem(e) != Problem.MISSING;
        }
    }

    private static String uuid(Path folder) {
        return folder.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
