package dev.kith.sync.tool;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.Detached;
import dev.kith.sync.run.RunEndedException;
import dev.kith.sync.run.RunQueries;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.SyncNow;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Importing files of contacts, and of calls and messages. */
@ApplicationScoped
public class ImportOperations {

    private static final Logger LOGGER = Logger.getLogger(ImportOperations.class);

    private static final String BROKE_OFF =
            "The import broke off. Import the file again: what already arrived is not imported twice.";

    private static final Duration LONGEST_IMPORT = Duration.ofHours(1);
    private static final int MOST_SET_ASIDE = 1_000;

    private final FileImport files;
    private final SyncNow syncNow;
    private final RunQueries runs;
    private final ImportStore store;
    private final Duration patience;

    /** @param patience how long those who sent a file wait for its end */
    ImportOperations(
            FileImport files,
            SyncNow syncNow,
            RunQueries runs,
            ImportStore store,
            @ConfigProperty(name = "kith.import.patience", defaultValue = "PT30S") Duration patience) {
        this.files = files;
        this.syncNow = syncNow;
        this.runs = runs;
        this.store = store;
        this.patience = patience;
    }

    /**
     * Imports a file of contacts and closes it. Completes when everything is applied, or when that takes longer than people wait; then
     * it goes on by itself.
     */
    public Uni<ImportReport> contacts(ImportFile file, String accountId) {
        return imported(file, accountId, files::contacts);
    }

    /** The same with a file of calls, messages and the like. */
    public Uni<ImportReport> interactions(ImportFile file, String accountId) {
        return imported(file, accountId, files::interactions);
    }

    private Uni<ImportReport> imported(
            ImportFile file, String accountId, BiFunction<ImportFile, String, Uni<FileImport.Begun>> begin) {
        return Uni.createFrom()
                .deferred(() -> {
                    String account =
                            Optional.ofNullable(Arguments.accountId(accountId)).orElse(Accounts.IMPORT);
                    return Detached.begin(begin.apply(file, account).onFailure().call(() -> close(file.upload())));
                })
                .chain(begun -> Detached.begin(finish(begun).eventually(() -> close(file.upload())))
                        .ifNoItem()
                        .after(patience)
                        .recoverWithUni(() -> soFar(begun.runId())));
    }

    /** What an import did so far; nothing when the run is no import of a file. */
    public Uni<Optional<ImportReport>> report(UUID runId) {
        return runs.find(runId)
                .chain(run -> run.filter(found -> found.provider().equals(Accounts.FILE))
                        .map(found -> store.find(runId)
                                .map(findings ->
                                        Optional.of(ImportReport.of(found, findings.orElse(ImportFindings.NONE)))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<ImportReport> soFar(UUID runId) {
        return report(runId).map(report -> report.orElseThrow(() -> new IllegalStateException("the run is gone")));
    }

    private Uni<ImportReport> finish(FileImport.Begun begun) {
        return begun.read()
                .chain(reading -> {
                    ImportFindings findings = new ImportFindings(reading.groups(), reading.errors());
                    return store.save(begun.runId(), findings)
                            .chain(() -> syncNow.await(List.of(begun.runId()), LONGEST_IMPORT))
                            .map(ended -> ended.get(0))
                            .chain(run -> complete(run, reading, findings));
                })
                .onFailure(RunEndedException.class)
                .transform(ended -> new NotAvailableException(BROKE_OFF))
                .onFailure()
                .invoke(failure -> LOGGER.warnf(
                        "Import %s broke off (%s)",
                        begun.runId(), failure.getClass().getSimpleName()));
    }

    /** With what the log took and the backfill set aside. */
    private Uni<ImportReport> complete(RunView run, FileImport.Reading reading, ImportFindings findings) {
        if (run.state() == RunState.FAILED) {
            return Uni.createFrom()
                    .failure(new NotAvailableException(run.error().message()));
        }
        return setAside(run, reading)
                .chain(setAside -> waiting(run, reading).chain(waiting -> {
                    if (setAside.isEmpty() && waiting.isEmpty()) {
                        return Uni.createFrom().item(ImportReport.of(run, findings));
                    }
                    List<ImportError> all = new ArrayList<>(findings.errors());
                    all.addAll(setAside);
                    all.addAll(waiting);
                    ImportFindings complete = new ImportFindings(findings.groups(), all);
                    return store.save(run.runId(), complete).replaceWith(ImportReport.of(run, complete));
                }));
    }

    private Uni<List<ImportError>> setAside(RunView run, FileImport.Reading reading) {
        return run.summary().quarantined() == 0
                ? Uni.createFrom().item(List.of())
                : store.setAside(run.runId(), MOST_SET_ASIDE).chain(reading::locate);
    }

    private static Uni<List<ImportError>> waiting(RunView run, FileImport.Reading reading) {
        return run.summary().skipped() == 0 ? Uni.createFrom().item(List.of()) : reading.waiting();
    }

    private static Uni<Void> close(Upload upload) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    try {
                        upload.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException("an uploaded file cannot be closed", e);
                    }
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
