package dev.kith.sync.run;

import dev.kith.sync.account.AccountStore;
import dev.kith.sync.account.ConnectedAccount;
import dev.kith.sync.backfill.apply.DeletionWriter;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.run.SyncRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/** People's decisions about runs that were held. */
@ApplicationScoped
public class HeldRuns {

    private final RunQueries runs;
    private final AccountStore accounts;
    private final CandidateStore candidates;
    private final HeldListings listings;
    private final DeletionWriter writer;
    private final RunMetrics metrics;

    HeldRuns(
            RunQueries runs,
            AccountStore accounts,
            CandidateStore candidates,
            HeldListings listings,
            DeletionWriter writer,
            RunMetrics metrics) {
        this.runs = runs;
        this.accounts = accounts;
        this.candidates = candidates;
        this.listings = listings;
        this.writer = writer;
        this.metrics = metrics;
    }

    /**
     * Applies what is still unseen; a run that waits with a doubtful listing goes on and reads it. Of several decisions at
     * the same moment one counts, and the others fail with {@link SyncRefusedException}.
     */
    public Uni<RunView> approve(UUID runId, String decidedBy) {
        return decide(
                runId,
                account -> listings.approve(account, runId, decidedBy),
                account -> candidates.approve(
                        account,
                        runId,
                        decidedBy,
                        (connection, unseen) -> writer.apply(connection, account, runId, unseen)
                                .invoke(marked -> metrics.deletions(account.provider(), "applied", marked))
                                .replaceWithVoid()));
    }

    /**
     * Drops the deletions, the overwrites or the listing; the account's next run lists everything anew. What was rejected is
     * not asked about again while the source says the same.
     */
    public Uni<RunView> reject(UUID runId, String decidedBy) {
        return decide(
                runId,
                account -> listings.reject(account, runId, decidedBy),
                account -> candidates.reject(account, runId, decidedBy));
    }

    private Uni<RunView> decide(
            UUID runId, Function<SourceAccount, Uni<Void>> onListing, Function<SourceAccount, Uni<Void>> onDeletions) {
        return held(runId)
                .chain(run -> accounts.find(run.provider(), run.accountId()))
                .map(account -> account.map(ConnectedAccount::source)
                        .orElseThrow(() -> new SyncRefusedException(
                                Reason.UNKNOWN_ACCOUNT, "The run's account is no longer connected.")))
                .chain(account ->
                        listings.holds(runId).chain(listing -> (listing ? onListing : onDeletions).apply(account)))
                .chain(() -> view(runId));
    }

    private Uni<RunView> held(UUID runId) {
        return view(runId).invoke(run -> {
            if (run.state() != RunState.HELD) {
                throw HeldQuestions.notHeld();
            }
        });
    }

    private Uni<RunView> view(UUID runId) {
        return runs.find(runId)
                .map(run ->
                        run.orElseThrow(() -> new SyncRefusedException(Reason.UNKNOWN_RUN, "There is no such run.")));
    }
}
