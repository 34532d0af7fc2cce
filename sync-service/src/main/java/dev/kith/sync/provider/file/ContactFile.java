package dev.kith.sync.provider.file;

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

    private final ImportFile file;
    private final String region;
    private final FilePages pages;

    private ContactFile(ImportFile file, String region, FilePages pages) {
        this.file = file;
        this.region = region;
        this.pages = pages;
    }

    static ContactFile open(ImportFile file, String region) throws IOException {
        FilePages pages = new FilePages(entries(file, region));
        if (pages.nothing()) {
            throw new UnreadableFileException(
                    "The file holds no contact of this kind. Check that it is the file you meant.");
        }
        return new ContactFile(file, region, pages);
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
        return pages;
    }

    @Override
    public int groups() {
        return pages.groups();
    }

    @Override
    public List<ImportError> errors() {
        return pages.errors();
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
