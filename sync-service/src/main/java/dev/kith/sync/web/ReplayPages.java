package dev.kith.sync.web;

import dev.kith.sync.api.ApiException;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.ContactNames;
import dev.kith.sync.log.replay.ReplayReport;
import dev.kith.sync.log.replay.ReplayView;
import dev.kith.sync.tool.ReplayOperations;
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
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Deciding once more what the log holds: first a look at what would change, then the change. */
@Path("/runs/replays")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTER)
class ReplayPages {

    private final Pages pages;
    private final ReplayOperations operations;
    private final ContactNames names;
    private final Clock clock;

    ReplayPages(Pages pages, ReplayOperations operations, ContactNames names, Clock clock) {
        this.pages = pages;
        this.operations = operations;
        this.names = names;
        this.clock = clock;
    }

    /**
     * Begins with a dry run.
     *
     * @param source an account as {@code provider/accountId}; empty for everything
     * @param from a time in UTC as browsers send it; empty for the beginning
     */
    @POST
    public Uni<Response> look(@RestForm String source, @RestForm String from) {
        int slash = source == null ? -1 : source.indexOf('/');
        return operations
                .start(
                        new ReplayOperations.Request(
                                time(from),
                                slash < 0 ? null : source.substring(0, slash),
                                slash < 0 ? null : source.substring(slash + 1),
                                true,
                                null),
                        pages.actor())
                .map(ReplayPages::shown);
    }

    @GET
    @Path("/{id}")
    public Uni<TemplateInstance> show(UUID id) {
        return Uni.combine()
                .all()
                .unis(pages.page("Replay", Section.RUNS), replay(id))
                .with(Templates::replay);
    }

    /** What it found alone, for a page that is open while it goes on. */
    @GET
    @Path("/{id}/report")
    public Uni<TemplateInstance> report(UUID id) {
        return Uni.combine()
                .all()
                .unis(pages.page("Replay", Section.RUNS), replay(id))
                .with(Templates::replayreport);
    }

    /** Carries out what the dry run found, if it would still do the same. */
    @POST
    @Path("/{id}/apply")
    public Uni<Response> apply(UUID id, @RestForm String planFingerprint) {
        return operations.apply(id, planFingerprint, pages.actor()).map(ReplayPages::shown);
    }

    @POST
    @Path("/{id}/cancel")
    public Uni<Response> cancel(UUID id) {
        return operations.cancel(id, pages.actor()).map(ReplayPages::shown);
    }

    private static Response shown(ReplayView replay) {
        return Redirect.to("/runs/replays/" + replay.replayId());
    }

    private Uni<ReplayPage> replay(UUID id) {
        return operations
                .find(id)
                .chain(replay -> names.of(replay.report().contacts().stream()
                                .map(ReplayReport.Changed::contactId)
                                .filter(Objects::nonNull)
                                .toList())
                        .map(known -> ReplayPage.of(replay, known, clock.instant())));
    }

    private static String time(String entered) {
        if (entered == null || entered.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(entered.strip())
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeException e) {
            throw ApiException.invalid("from", "is no time such as 2026-01-31T18:00");
        }
    }
}
