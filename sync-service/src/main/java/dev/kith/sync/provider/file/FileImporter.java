package dev.kith.sync.provider.file;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.UnknownAccountException;
import dev.kith.sync.run.PushedRun;
import dev.kith.sync.tool.FileImport;
import dev.kith.sync.tool.ImportError;
import dev.kith.sync.tool.ImportFile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends uploaded files through the log as an account of provider {@code file}. */
@ApplicationScoped
class FileImporter implements FileImport {

    private final Accounts accounts;
    private final PushedRun runs;
    private final String defaultRegion;

    FileImporter(
            Accounts accounts,
            PushedRun runs,
            @ConfigProperty(name = "kith.default-region", defaultValue = "US") String defaultRegion) {
        this.accounts = accounts;
        this.runs = runs;
        this.defaultRegion = defaultRegion;
    }

    @Override
    public Uni<Begun> begin(ImportFile file, String accountId) {
        return region(accountId)
                .chain(region -> onWorker(() -> open(file, region)))
                .chain(pages -> accounts.ensureFileAccount(accountId)
                        .chain(() -> accounts.get(Accounts.FILE, accountId))
                        .chain(account -> runs.begin(account, pages))
                        .map(begun -> new Begun(begun.runId(), begun.published().replaceWith(new Read(file, pages)))));
    }

    private Uni<String> region(String accountId) {
        return accounts.get(Accounts.FILE, accountId)
                .map(account -> account.source().region())
                .onFailure(UnknownAccountException.class)
                .recoverWithItem(defaultRegion);
    }

    private interface Reader<T> {
        T read() throws IOException;
    }

    private static <T> Uni<T> onWorker(Reader<T> reader) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return reader.read();
                    } catch (IOException e) {
                        throw new UncheckedIOException("the uploaded file cannot be read", e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static FilePages open(ImportFile file, String region) throws IOException {
        FilePages pages = new FilePages(entries(file, region));
        if (pages.nothing()) {
            throw new UnreadableFileException(
                    "The file holds no contact of this kind. Check that it is the file you meant.");
        }
        return pages;
    }

    private static FileEntries entries(ImportFile file, String region) throws IOException {
        return switch (file.format()) {
            case VCARD -> new VCardEntries(file.upload().content(), file.declared(), region);
            case CSV -> new CsvEntries(file.upload().content(), file.declared(), region);
            case JSON -> {
                JsonEntries.check(file.upload().content(), file.declared());
                yield new JsonEntries(file.upload().content(), file.declared(), region);
            }
        };
    }

    private final class Read implements Reading {

        private final ImportFile file;
        private final FilePages pages;

        Read(ImportFile file, FilePages pages) {
            this.file = file;
            this.pages = pages;
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
            return onWorker(() -> {
                List<ImportError> located = new ArrayList<>();
                try (FileEntries entries = entries(file, defaultRegion)) {
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
    }
}
