package dev.kith.sync.provider.file;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.run.PushedRun;
import dev.kith.sync.tool.FileImport;
import dev.kith.sync.tool.ImportFormat;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends uploaded files through the log as an account of provider {@code file}. */
@ApplicationScoped
class FileImporter implements FileImport {

    private final Accounts accounts;
    private final PushedRun runs;

    FileImporter(Accounts accounts, PushedRun runs) {
        this.accounts = accounts;
        this.runs = runs;
    }

    @Override
    public Uni<Accepted> send(ImportFormat format, String accountId, Path file) {
        return accounts.ensureFileAccount(accountId)
                .chain(account -> Uni.createFrom()
                        .item(() -> open(format, account, file))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .chain(opened -> runs.push(account, opened.pages())
                                .map(runId -> new Accepted(runId, opened.pages().errors()))
                                .eventually(() -> close(opened.entries()))));
    }

    private record Opened(FileEntries entries, FilePages pages) {}

    private static Opened open(ImportFormat format, SourceAccount account, Path file) {
        try {
            FileEntries entries = entries(format, account.region(), Files.newInputStream(file));
            FilePages pages = new FilePages(entries);
            if (pages.nothing()) {
                entries.close();
                throw new UnreadableFileException(
                        "The file holds no contact of this kind. Check that it is the file you meant.");
            }
            return new Opened(entries, pages);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file cannot be read", e);
        }
    }

    private static FileEntries entries(ImportFormat format, String region, InputStream in) throws IOException {
        return switch (format) {
            case VCARD -> new VCardEntries(in, region);
            case CSV -> new GoogleCsvEntries(in, region);
            case JSON -> new JsonEntries(in, region);
        };
    }

    private static void close(FileEntries entries) {
        try {
            entries.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file cannot be closed", e);
        }
    }
}
