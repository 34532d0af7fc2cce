package dev.kith.sync.provider.file;

import dev.kith.sync.interaction.InteractionLookup;
import dev.kith.sync.run.PushedPages;
import dev.kith.sync.tool.ImportError;
import dev.kith.sync.tool.ImportFile;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A file of calls, messages and the like. */
final class InteractionFile implements OpenedFile {

    private static final int ASKED_AT_ONCE = 500;

    private static final String WAITS =
            "No contact has this number or address, or several have. It is kept and joins the one who gets it.";

    private final ImportFile file;
    private final String accountId;
    private final String region;
    private final InteractionLookup lookup;
    private final InteractionFilePages pages;

    private InteractionFile(
            ImportFile file, String accountId, String region, InteractionLookup lookup, InteractionFilePages pages) {
        this.file = file;
        this.accountId = accountId;
        this.region = region;
        this.lookup = lookup;
        this.pages = pages;
    }

    static InteractionFile open(ImportFile file, String accountId, String region, InteractionLookup lookup)
            throws IOException {
        InteractionFilePages pages = new InteractionFilePages(entries(file, accountId, region), lookup);
        if (pages.nothing()) {
            throw new UnreadableFileException("The file holds no interaction. Check that it is the file you meant.");
        }
        return new InteractionFile(file, accountId, region, lookup, pages);
    }

    private static InteractionEntries entries(ImportFile file, String accountId, String region) throws IOException {
        return InteractionEntries.of(file, new InteractionMapper(accountId, region));
    }

    @Override
    public PushedPages pages() {
        return pages;
    }

    @Override
    public int groups() {
        return 0;
    }

    @Override
    public List<ImportError> errors() {
        return pages.errors();
    }

    @Override
    public Uni<List<ImportError>> locate(Map<String, String> messages) {
        return FileWork.onWorker(() -> {
            ErrorList located = new ErrorList();
            readAgain(entry -> {
                String message = messages.get(entry.interaction().externalId());
                if (message != null) {
                    located.add(new ImportError(entry.row(), entry.line(), "interaction", message));
                }
            });
            return located.all();
        });
    }

    @Override
    public Uni<List<ImportError>> waiting() {
        return FileWork.onWorker(() -> {
            ErrorList waiting = new ErrorList();
            List<ParsedInteraction> some = new ArrayList<>();
            readAgain(entry -> {
                some.add(entry);
                if (some.size() == ASKED_AT_ONCE) {
                    addWaiting(some, waiting);
                    some.clear();
                }
            });
            addWaiting(some, waiting);
            return waiting.all();
        });
    }

    private void addWaiting(List<ParsedInteraction> some, ErrorList waiting) {
        Map<String, String> sources = some.stream()
                .map(ParsedInteraction::interaction)
                .collect(Collectors.toMap(
                        ImportedInteraction::externalId, ImportedInteraction::source, (one, same) -> one));
        Set<String> ids = lookup.waiting(sources).await().atMost(InteractionLookup.PATIENCE);
        for (ParsedInteraction entry : some) {
            if (ids.contains(entry.interaction().externalId())) {
                String field = entry.interaction().email() == null ? "phone" : "email";
                waiting.add(new ImportError(entry.row(), entry.line(), field, WAITS));
            }
        }
    }

    private void readAgain(Consumer<ParsedInteraction> reader) throws IOException {
        try (InteractionEntries entries = entries(file, accountId, region)) {
            for (ParsedInteraction entry = entries.next(); entry != null; entry = entries.next()) {
                if (entry.interaction() != null) {
                    reader.accept(entry);
                }
            }
        } catch (UnreadableFileException | MalformedJsonException damaged) {
            // It was reported when the file was read first; what stood before the damage was read again.
            return;
        }
    }
}
