package dev.kith.sync.provider.file;

import dev.kith.model.BatchSplitter;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Photo;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.tool.ImportError;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a file into pages, one in memory at a time, and gathers what could not be read. */
final class FilePages implements Closeable {

    /** @param told how many entries stood on the pages before */
    record Position(int told) {}

    /** The stream that all contacts of a file belong to. */
    static final String STREAM = "contacts";

    /** A page is in memory several times over while it is published. */
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    /** From this size on an entry is weighed, and travels alone. */
    private static final int LARGE = 100_000;

    private static final String TOO_LARGE =
            "This entry is too large for the log, which takes 880 KB. Shorten it and import it again.";

    private final FileEntries entries;
    private final int mostContacts;
    private final ErrorList errors = new ErrorList();
    private int recognised;
    private int groups;
    private int told;
    private ParsedEntry ahead;

    FilePages(FileEntries entries, int mostContacts) throws IOException {
        this.entries = entries;
        this.mostContacts = mostContacts;
        this.ahead = importable();
    }

    /** Whether the file holds no entry at all. */
    boolean nothing() {
        return recognised == 0;
    }

    /** Entries that are groups, and nobody. */
    int groups() {
        return groups;
    }

    /** How many entries stood on pages so far. */
    int told() {
        return told;
    }

    /** Passes over so many entries. */
    void skip(int entriesToSkip) throws IOException {
        while (ahead != null && told < entriesToSkip) {
            advance();
        }
    }

    private void advance() throws IOException {
        told++;
        ahead = importable();
    }

    SourcePage next() throws IOException {
        List<CanonicalContact> contacts = new ArrayList<>();
        Map<String, CanonicalGroup> named = new LinkedHashMap<>();
        int size = 0;
        while (ahead != null && contacts.size() < mostContacts) {
            int more = size(ahead);
            boolean first = contacts.isEmpty() && named.isEmpty();
            if (!first && (more > LARGE || size + more > MOST_CHARACTERS)) {
                break;
            }
            if (ahead.contact() != null) {
                contacts.add(ahead.contact());
            }
            ahead.groups().forEach(group -> named.put(group.externalId(), group));
            size += more;
            advance();
            if (more > LARGE) {
                break;
            }
        }
        return new SourcePage(
                STREAM,
                contacts,
                List.copyOf(named.values()),
                List.of(),
                ahead == null ? null : Opaque.pack(new Position(told)),
                null,
                ahead == null,
                null,
                0,
                null);
    }

    /** The next entry that goes to the log; {@code null} at the end. */
    private ParsedEntry importable() throws IOException {
        while (true) {
            ParsedEntry entry = read();
            if (entry == null) {
                return null;
            }
            recognised += entry.stray() ? 0 : 1;
            entry.errors().forEach(errors::add);
            boolean holdsSomething = entry.contact() != null || entry.group();
            if (holdsSomething && fits(entry)) {
                groups += entry.group() ? 1 : 0;
                return entry;
            }
            if (holdsSomething) {
                errors.add(new ImportError(entry.row(), entry.line(), "contact", TOO_LARGE));
            }
        }
    }

    private ParsedEntry read() throws IOException {
        try {
            return entries.next();
        } catch (UnreadableFileException | MalformedJsonException damaged) {
            if (recognised == 0) {
                throw damaged;
            }
            // What stood before the damage is good.
            errors.add(new ImportError(recognised + 1, null, "file", damaged.getMessage()));
            return null;
        }
    }

    private static boolean fits(ParsedEntry entry) {
        if (size(entry) <= LARGE) {
            return true;
        }
        CanonicalContact contact =
                entry.contact() == null ? CanonicalContact.builder("group").build() : entry.contact();
        return BatchSplitter.fits(contact, groupSize(entry.groups()));
    }

    /** About how many characters of JSON an entry takes. */
    private static int size(ParsedEntry entry) {
        int size = groupSize(entry.groups());
        if (entry.contact() != null) {
            size += entry.contact().raw().toString().length();
            for (Photo photo : entry.contact().photos()) {
                size += photo.data() == null ? 0 : photo.data().length();
            }
        }
        return size;
    }

    /** Generous, since names may be written in several bytes a character. */
    private static int groupSize(List<CanonicalGroup> groups) {
        int size = 0;
        for (CanonicalGroup group : groups) {
            size += 100 + 8 * group.name().length();
            for (String member : group.members()) {
                size += member.length() + 3;
            }
        }
        return size;
    }

    List<ImportError> errors() {
        return errors.all();
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
