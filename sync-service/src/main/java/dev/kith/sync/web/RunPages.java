package dev.kith.sync.web;

import dev.kith.sync.api.ApiException;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.backfill.apply.QuarantineRetry;
import dev.kith.sync.log.DeadLetterRedrive;
import dev.kith.sync.tool.AccountOperations;
import dev.kith.sync.tool.FailureOperations;
import dev.kith.sync.tool.ReplayOperations;
import dev.kith.sync.tool.SyncOperations;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Runs, what they set aside, and decisions about those that wait. */
@Path("/runs")
@Produces(MediaType.TEXT_HTML)
class RunPages {

    private static final String SHOWN = "50";
    private static final int REPLAYS_SHOWN = 5;
    private static final int HELD_SHOWN = 60;

    private final Pages pages;
    private final SyncOperations sync;
    private final FailureOperations failures;
    private final ReplayOperations replays;
    private final AccountOperations accounts;
    private final Clock clock;

    RunPages(
            Pages pages,
            SyncOperations sync,
            FailureOperations failures,
            ReplayOperations replays,
            AccountOperations accounts,
            Clock clock) {
        this.pages = pages;
        this.sync = sync;
        this.failures = failures;
        this.replays = replays;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> list(@RestQuery String done) {
        return Uni.combine()
                .all()
                .unis(pages.page("Runs", Section.RUNS), lines(), aside(), unreadable(), replayed(), sources())
                .with((page, runs, aside, unreadable, replayed, sources) ->
                        Templates.runs(page.with(notice(done)), runs, aside, unreadable, replayed, sources));
    }

    private Uni<List<AsideLine>> aside() {
        return failures.quarantine(null, SHOWN)
                .map(found -> found.items().stream()
                        .map(one -> AsideLine.of(one, clock.instant()))
                        .toList());
    }

    private Uni<List<AsideLine>> unreadable() {
        return failures.deadLetters(null, SHOWN)
                .map(found -> found.items().stream()
                        .map(one -> AsideLine.of(one, clock.instant()))
                        .toList());
    }

    private Uni<List<ReplayLine>> replayed() {
        return replays.latest(REPLAYS_SHOWN)
                .map(found -> found.stream()
                        .map(one -> ReplayLine.of(one, clock.instant()))
                        .toList());
    }

    private Uni<List<SourceChoice>> sources() {
        return accounts.list().map(all -> all.stream().map(SourceChoice::of).toList());
    }

    /** The list alone, for a page that is open while runs move. */
    @GET
    @Path("/list")
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> listAlone() {
        return Uni.combine()
                .all()
                .unis(pages.page("Runs", Section.RUNS), lines())
                .with(Templates::runlist);
    }

    @GET
    @Path("/{runId}")
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> run(UUID runId) {
        return sync.run(runId)
                .chain(run -> Uni.combine()
                        .all()
                        .unis(pages.page("Run", Section.RUNS), sync.heldPeople(runId, HELD_SHOWN))
                        .with((page, concerned) -> Templates.run(
                                page, RunLine.of(run, clock.instant()), RunFigure.of(run.summary()), concerned)));
    }

    @POST
    @Path("/{runId}/approve")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> approve(UUID runId) {
        return sync.approve(runId, pages.actor()).map(run -> Redirect.to("/runs", "done", "approved"));
    }

    @POST
    @Path("/{runId}/reject")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> reject(UUID runId) {
        return sync.reject(runId, pages.actor()).map(run -> Redirect.to("/runs", "done", "rejected"));
    }

    @POST
    @Path("/aside/{id}/retry")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> retry(UUID id) {
        return failures.retry(id).map(outcome -> Redirect.to("/runs", "done", outcome(outcome)));
    }

    @POST
    @Path("/unreadable/{id}/redrive")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> redrive(UUID id) {
        return failures.redrive(id, pages.actor()).map(outcome -> Redirect.to("/runs", "done", outcome(outcome)));
    }

    private static String outcome(QuarantineRetry.Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> "applied";
            case REFUSED -> "refused";
            case UNREADABLE -> "unreadable";
            case RESOLVED_ALREADY -> "resolved";
            case UNKNOWN -> throw ApiException.notFound("quarantined contact");
        };
    }

    private static String outcome(DeadLetterRedrive.Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> "redriven";
            case REFUSED -> "unstorable";
            case UNREADABLE -> "illegible";
            case GONE -> "gone";
            case NOT_CONNECTED -> "strange";
            case REDRIVEN_ALREADY -> "resolved";
            case UNKNOWN -> throw ApiException.notFound("dead letter");
        };
    }

    private Uni<RunList> lines() {
        return sync.runs(null, null, SHOWN).map(found -> RunList.of(found, clock.instant()));
    }

    private static Page.Notice notice(String done) {
        String text = switch (done == null ? "" : done) {
            case "approved" -> "Approved: the change is applied.";
            case "rejected" -> "Rejected: nothing was changed, and the next run reads everything anew.";
            case "applied" -> "Applied: the contact is in.";
            case "redriven" -> "Applied: what the record holds is in, but for what was set aside.";
            case "refused" -> "Refused again. Correct it at its source; the next sync brings it.";
            case "unreadable" -> "Still unreadable. Correct it at its source; the next sync brings it.";
            case "unstorable" ->
                "The database refuses something of the record that is no contact's. Redrive it after an update.";
            case "illegible" -> "Not even this version can read the record. It stays here.";
            case "gone" -> "The log does not hold this record any more. A full sync reads its account anew.";
            case "strange" -> "Its account is not connected: connect it first.";
            case "resolved" -> "It was applied already.";
            default -> null;
        };
        return text == null ? null : new Page.Notice(text, null);
    }
}
