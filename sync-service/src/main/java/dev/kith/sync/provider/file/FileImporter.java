package dev.kith.sync.provider.file;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.UnknownAccountException;
import dev.kith.sync.interaction.InteractionLookup;
import dev.kith.sync.run.PushedRun;
import dev.kith.sync.run.RunTrigger;
import dev.kith.sync.tool.FileImport;
import dev.kith.sync.tool.ImportFile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends uploaded files through the log as an account of provider {@code file}. */
@ApplicationScoped
class FileImporter implements FileImport {

    private final Accounts accounts;
    private final PushedRun runs;
    private final InteractionLookup lookup;
    private final String defaultRegion;

    FileImporter(Accounts accounts, PushedRun runs, InteractionLookup lookup, DefaultRegion defaultRegion) {
        this.accounts = accounts;
        this.runs = runs;
        this.lookup = lookup;
        this.defaultRegion = defaultRegion.code();
    }

    @Override
    public Uni<Begun> contacts(ImportFile file, String accountId) {
        return region(accountId)
                .chain(region -> FileWork.onWorker(() -> ContactFile.open(file, region)))
                .chain(opened -> begin(opened, accountId));
    }

    @Override
    public Uni<Begun> interactions(ImportFile file, String accountId) {
        return region(accountId)
                .chain(region -> FileWork.onWorker(() -> InteractionFile.open(file, accountId, region, lookup)))
                .chain(opened -> begin(opened, accountId));
    }

    private Uni<Begun> begin(OpenedFile file, String accountId) {
        return accounts.ensureFileAccount(accountId)
                .chain(() -> accounts.get(Accounts.FILE, accountId))
                .chain(account -> runs.begin(account, RunTrigger.IMPORT, file.pages()))
                .map(begun -> new Begun(begun.runId(), begun.published().replaceWith(file)));
    }

    private Uni<String> region(String accountId) {
        return accounts.get(Accounts.FILE, accountId)
                .map(account -> account.source().region())
                .onFailure(UnknownAccountException.class)
                .recoverWithItem(defaultRegion);
    }
}
