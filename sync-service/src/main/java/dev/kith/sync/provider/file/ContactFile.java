package dev.kith.sync.provider.file;

import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.run.PushedPages;
import dev.kith.sync.tool.ImportError;
import dev.kith.sync.tool.ImportFile;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file of contacts. */
final class ContactFile implements OpenedFile {

    private static final int MOST_CONTACTS = 500;

    private final ImportFile file;
    private final String region;
    private final FileContactsProvider provider;

    private ContactFile(ImportFile file, String region, FileContactsProvider provider) {
        this.file = file;
        this.region = region;
        this.provider = provider;
    }

    static ContactFile open(ImportFile file, String region) throws IOException {
        FileContactsProvider provider = new FileContactsProvider(() -> entries(file, region), MOST_CONTACTS);
        if (provider.nothing()) {
            throw new UnreadableFileException(
                    "The file holds no contact of this kind. Check that it is the file you meant.");
        }
        return new ContactFile(file, region, provider);
    }

    private static FileEntries entries(ImportFile file, String region) throws IOException {
        return switch (file.format()) {
            case VCARD -> new VCardEntries(file.upload().content(), file.declared(), region);
            case CSV -> new CsvEntries(file.upload().content(), file.declared(), region);
            case JSON -> {
                JsonObjects.check(file.upload().content(), file.declared());
                yield new JsonEntries(file.upload().content(), file.declared(), region);
            }
        };
    }

    @Override
    public PushedPages pages() {
        return new Listing(provider);
    }

    /** Everything the file holds, in order. */
    private static final class Listing implements PushedPages {

        private final FileContactsProvider provider;
        private String pageToken;

        Listing(FileContactsProvider provider) {
            this.provider = provider;
        }

        @Override
        public Contacts next() throws IOException {
            SourcePage page = provider.page(pageToken);
            pageToken = page.nextPageToken();
            return new Contacts(page.stream(), page.contacts(), page.groups(), page.last());
        }
    }

    @Override
    public int groups() {
        return provider.groups();
    }

    @Override
    public List<ImportError> errors() {
        return provider.errors();
    }

    @Override
    public Uni<List<ImportError>> locate(Map<String, String> messages) {
        return FileWork.onWorker(() -> {
            List<ImportError> located = new ArrayList<>();
            try (FileEntries entries = entries(file, region)) {
                for (ParsedEntry entry = entries.next(); entry != null; entry = entries.next()) {
                    String message = entry.contact() == null
                            ? null
                            : messages.get(entry.contact().externalId());
                    if (message != null) {
                        located.add(new ImportError(entry.row(), entry.line(), "contact", message));
                    }
                }
            } catch (UnreadableFileException | MalformedJsonException damaged) {
                return located;
            }
            return located;
        });
    }

    @Override
    public Uni<List<ImportError>> waiting() {
        return Uni.createFrom().item(List.of());
    }
}
