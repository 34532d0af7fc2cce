package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.review.Reopening;
import dev.kith.sync.review.ReviewItem;
import dev.kith.sync.review.ReviewQueries;
import dev.kith.sync.review.merge.MergeQueries;
import dev.kith.sync.tool.ReviewOperations;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Questions, and a person's answers. */
@Path("/review")
@Produces(MediaType.TEXT_HTML)
class ReviewPages {

    private final Pages pages;
    private final ReviewQueries reviews;
    private final ReviewOperations operations;
    private final MergeQueries merges;
    private final ReviewCards cards;

    ReviewPages(
            Pages pages, ReviewQueries reviews, ReviewOperations operations, MergeQueries merges, ReviewCards cards) {
        this.pages = pages;
        this.reviews = reviews;
        this.operations = operations;
        this.merges = merges;
        this.cards = cards;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> list(
            @RestQuery String kind, @RestQuery UUID answered, @RestQuery Integer shown, @RestQuery boolean parted) {
        String wanted = kind == null || kind.isBlank() ? null : kind;
        int most = MoreQuestions.shown(shown);
        return Uni.combine()
                .all()
                .unis(
                        pages.page("Review", Section.REVIEW),
                        operations.list(null, wanted, String.valueOf(most)).chain(found -> cards.of(found.items())),
                        reviews.openByKind(),
                        parted ? Uni.createFrom().item(MergePages.PARTED) : notice(answered))
                .with((page, cards, kinds, notice) -> Templates.review(
                        page.with(notice), cards, kinds(kinds), wanted, MoreQuestions.of(cards.size(), kinds, wanted)));
    }

    @POST
    @Path("/{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> answer(UUID id, @RestForm String decision, @RestForm String targetId, @RestForm String kind) {
        return operations
                .resolve(id.toString(), new ReviewOperations.Answer(decision, targetId, null), pages.actor())
                .map(item -> Redirect.to(listOf(kind), "answered", item.id()));
    }

    @POST
    @Path("/{id}/undo")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> reopen(UUID id) {
        return operations.reopen(id, pages.actor()).map(item -> Redirect.to("/review", "answered", item.id()));
    }

    /** Whoever answers questions of one kind goes on with that. */
    private static String listOf(String kind) {
        return ReviewOperations.KINDS.contains(kind == null ? "" : kind) ? "/review?kind=" + kind : "/review";
    }

    private static List<ReviewKind> kinds(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new ReviewKind(entry.getKey(), Words.kind(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** What was just answered can be taken back at once. */
    private Uni<Page.Notice> notice(UUID answered) {
        if (answered == null) {
            return Uni.createFrom().nullItem();
        }
        return reviews.find(answered)
                .chain(item -> item.filter(found -> "merge".equals(found.decision()) && !Reopening.possible(found))
                        .map(found -> merges.latestOf(found.contactId())
                                .map(merge -> new Page.Notice(
                                        "Merged into one person.",
                                        merge.map(made -> "/merges/" + made.mergeId() + "/undo?from=review")
                                                .orElse(null))))
                        .orElseGet(() -> Uni.createFrom()
                                .item(item.map(ReviewPages::notice).orElse(null))));
    }

    private static Page.Notice notice(ReviewItem item) {
        return item.decision() == null
                ? new Page.Notice("Taken back: the question is open again.", null)
                : new Page.Notice("Noted.", Reopening.possible(item) ? "/review/" + item.id() + "/undo" : null);
    }
}
