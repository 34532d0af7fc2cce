package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalGroup;
import dev.kith.model.GroupBatch;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.file.FilePages.Position;
import dev.kith.sync.tool.ImportError;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of contacts as a source: it tells everything it holds, page by page, and nothing of changes. Pages asked for in
 * order read the file once; one out of order reads it again from the beginning.
 */
final class FileContactsProvider implements ContactsProvider {

    /** Opens the file at its beginning. */
    interface Opening {
        FileEntries open() throws IOException;
    }

    private final Opening file;
    private final int mostContacts;
    private FilePages pages;

    /** @param mostContacts of a page */
    FileContactsProvider(Opening file, int mostContacts) {
        this.file = file;
        this.mostContacts = mostContacts;
    }

    @Override
    public String name() {
        return Accounts.FILE;
    }

    /** Nobody has to let a file be read. */
    @Override
    public Uni<AccountIdentity> validateCredentials(SourceAccount account) {
        return Uni.createFrom().item(new AccountIdentity(account.key(), null, Set.of()));
    }

    @Override
    public Uni<SourcePage> fullSync(SourceAccount account, String pageToken) {
        return reading(() -> page(pageToken));
    }

    @Override
    public Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken) {
        return Uni.createFrom()
                .failure(new ProviderException(new ProviderFailure.CursorExpired(
                        "A file does not say what changed since another one: all of it is read.")));
    }

    @Override
    public Uni<GroupBatch> listGroups(SourceAccount account, String pageToken) {
        return reading(() -> {
            Map<String, CanonicalGroup> groups = new LinkedHashMap<>();
            String token = null;
            do {
                SourcePage page = page(token);
                page.groups().forEach(group -> groups.put(group.externalId(), group));
                token = page.nextPageToken();
            } while (token != null);
            return new GroupBatch(List.copyOf(groups.values()), null, null);
        });
    }

    /** The page at a position. Fails with {@link UnreadableFileException} or {@link MalformedJsonException}. */
    synchronized SourcePage page(String pageToken) throws IOException {
        int from = pageToken == null ? 0 : position(pageToken).told();
        if (pages == null || pages.told() != from) {
            close();
            pages = new FilePages(file.open(), mostContacts);
            pages.skip(from);
        }
        return pages.next();
    }

    private static Position position(String pageToken) {
        return Opaque.unpack(pageToken, Position.class)
                .orElseThrow(() -> new ProviderException(new ProviderFailure.ChainBroken(
                        "The page position belongs to no file: it is read from its beginning.")));
    }

    private void close() throws IOException {
        if (pages != null) {
            pages.close();
        }
    }

    /** Whether the file holds no entry at all. */
    synchronized boolean nothing() throws IOException {
        if (pages == null) {
            pages = new FilePages(file.open(), mostContacts);
        }
        return pages.nothing();
    }

    /** Entries told so far that are groups, and nobody. */
    synchronized int groups() {
        return pages.groups();
    }

    /** What could not be read so far. */
    synchronized List<ImportError> errors() {
        return pages.errors();
    }

    private static <T> Uni<T> reading(FileWork.Reader<T> reader) {
        return FileWork.onWorker(reader)
                .onFailure(failure ->
                        failure instanceof UnreadableFileException || failure instanceof MalformedJsonException)
                .transform(damaged -> new ProviderException(new ProviderFailure.Malformed(damaged.getMessage())))
                .onFailure(UncheckedIOException.class)
                .transform(failure -> new ProviderException(
                        new ProviderFailure.Transient("The file could not be read. Send it again."), failure));
    }
}
