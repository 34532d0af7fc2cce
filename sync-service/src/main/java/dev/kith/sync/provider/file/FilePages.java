package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.sync.run.PushedPages;
import dev.kith.sync.tool.ImportError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a file into pages, one in memory at a time, and gathers what could not be read. */
final class FilePages implements PushedPages {

    private static final int PAGE = 500;

    /** Enough to see what is wrong with a file; a count of the rest follows. */
    private static final int MOST_ERRORS = 1_000;

    private final FileEntries entries;
    private final List<ImportError> errors = new ArrayList<>();
    private int unlisted;
    private int read;
    private ParsedEntry ahead;

    FilePages(FileEntries entries) throws IOException {
        this.entries = entries;
        this.ahead = readable();
    }

    /** Whether the file holds no entry at all. */
    boolean nothing() {
        return read == 0;
    }

    @Override
    public Page next() throws IOException {
        List<CanonicalContact> contacts = new ArrayList<>();
        Map<String, CanonicalGroup> groups = new LinkedHashMap<>();
        while (ahead != null && contacts.size() < PAGE) {
            contacts.add(ahead.contact());
            ahead.groups().forEach(group -> groups.put(group.externalId(), group));
            ahead = readable();
        }
        return new Page(contacts, List.copyOf(groups.values()), ahead == null);
    }

    /** The next entry that holds a contact; {@code null} at the end. */
    private ParsedEntry readable() throws IOException {
        while (true) {
            ParsedEntry entry;
            try {
                entry = entries.next();
            } catch (UnreadableFileException | MalformedJsonException damaged) {
                if (read == 0) {
                    throw damaged;
                }
                // What stood before the damage is good.
                report(new ImportError(read + 1, null, "file", damaged.getMessage()));
                return null;
            }
            if (entry == null) {
                return null;
            }
            read++;
            entry.errors().forEach(this::report);
            if (entry.contact() != null) {
                return entry;
            }
        }
    }

    private void report(ImportError error) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(error);
        } else {
            unlisted++;
        }
    }

    List<ImportError> errors() {
        List<ImportError> all = new ArrayList<>(errors);
        if (unlisted > 0) {
            all.add(new ImportError(0, null, "file", unlisted + " more errors are not listed."));
        }
        return all;
    }
}
