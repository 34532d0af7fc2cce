package dev.kith.sync.provider.file;

import dev.kith.model.Interaction;
import dev.kith.sync.interaction.HandleKey;
import dev.kith.sync.interaction.InteractionLookup;
import dev.kith.sync.interaction.InteractionSource;
import dev.kith.sync.run.PushedPages;
import dev.kith.sync.tool.ImportError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Cuts a file of interactions into pages, one in memory at a time, and gathers what could not be read. */
final class InteractionFilePages implements PushedPages {

    private static final int MOST = 500;

    /** A record of the log stays under 900 KB, and a character takes three bytes at most. */
    private static final int MOST_BYTES = 800_000;

    private static final int BYTES_BESIDE_CONTENT = 2_000;
    private static final int BYTES_OF_CHARACTER = 3;

    private final InteractionEntries entries;
    private final InteractionLookup lookup;
    private final ErrorList errors = new ErrorList();
    private int recognised;
    private ImportedInteraction ahead;

    InteractionFilePages(InteractionEntries entries, InteractionLookup lookup) throws IOException {
        this.entries = entries;
        this.lookup = lookup;
        this.ahead = importable();
    }

    /** Whether the file holds no record at all. */
    boolean nothing() {
        return recognised == 0;
    }

    List<ImportError> errors() {
        return errors.all();
    }

    @Override
    public Interactions next() throws IOException {
        List<ImportedInteraction> page = new ArrayList<>();
        int size = 0;
        while (ahead != null && page.size() < MOST && (page.isEmpty() || size + size(ahead) <= MOST_BYTES)) {
            page.add(ahead);
            size += size(ahead);
            ahead = importable();
        }
        Set<HandleKey> owned = owned(page);
        Map<String, List<Interaction>> bySource = page.stream()
                .collect(Collectors.groupingBy(
                        ImportedInteraction::source,
                        TreeMap::new,
                        Collectors.mapping(interaction -> interaction.with(owned), Collectors.toList())));
        if (bySource.isEmpty()) {
            bySource.put(InteractionSource.MANUAL.name(), List.of());
        }
        return new Interactions(bySource, ahead == null);
    }

    /** Only where a record gives both a number and an address does it matter which of them leads to somebody. */
    private Set<HandleKey> owned(List<ImportedInteraction> page) {
        Set<HandleKey> doubtful = page.stream()
                .filter(interaction -> interaction.handles().size() > 1)
                .flatMap(interaction -> interaction.handles().stream())
                .collect(Collectors.toSet());
        return doubtful.isEmpty() ? Set.of() : lookup.owned(doubtful).await().atMost(InteractionLookup.PATIENCE);
    }

    private static int size(ImportedInteraction interaction) {
        return BYTES_BESIDE_CONTENT
                + (interaction.content() == null
                        ? 0
                        : BYTES_OF_CHARACTER * interaction.content().length());
    }

    /** The next record that goes to the log; {@code null} at the end. */
    private ImportedInteraction importable() throws IOException {
        try {
            for (ParsedInteraction entry = entries.next(); entry != null; entry = entries.next()) {
                recognised++;
                entry.errors().forEach(errors::add);
                if (entry.interaction() != null) {
                    return entry.interaction();
                }
            }
        } catch (UnreadableFileException | MalformedJsonException damaged) {
            if (recognised == 0) {
                throw damaged;
            }
            // What stood before the damage is good.
            errors.add(new ImportError(recognised + 1, null, "file", damaged.getMessage()));
        }
        return null;
    }
}
