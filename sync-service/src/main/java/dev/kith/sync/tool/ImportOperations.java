package dev.kith.sync.tool;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.SyncNow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Importing files of contacts. */
@ApplicationScoped
public class ImportOperations {

    /** Nobody should hold a connection open for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Instance<FileImport> files;
    private final SyncNow runs;

    ImportOperations(Instance<FileImport> files, SyncNow runs) {
        this.files = files;
        this.runs = runs;
    }

    /** Completes when everything is applied, or when that takes longer than people wait. */
    public Uni<ImportReport> contacts(ImportFormat format, String accountId, Path file) {
        String account = Optional.ofNullable(Arguments.optional(accountId)).orElse(Accounts.IMPORT);
        if (!files.isResolvable()) {
            throw new NotAvailableException("This build cannot read files.");
        }
        return files.get()
                .send(format, account, file)
                .chain(accepted -> runs.await(List.of(accepted.runId()), PATIENCE)
                        .map(run -> ImportReport.of(run.get(0), accepted.errors())));
    }
}
