package dev.kith.sync.web;

import dev.kith.sync.crm.ContactView;
import dev.kith.sync.crm.InteractionMonths;
import dev.kith.sync.crm.InteractionPage;
import dev.kith.sync.review.ActivityEntry;
import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ReviewQueries;
import dev.kith.sync.review.merge.MergeQueries;
import dev.kith.sync.tool.ActivityOperations;
import dev.kith.sync.tool.ContactOperations;
import dev.kith.sync.tool.InteractionOperations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Gathers all that is known about one person. */
@ApplicationScoped
class PersonLoader {

    private static final String INTERACTIONS = "50";
    private static final String ENTRIES = "30";
    private static final int MONTHS = 24;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

    private final ContactOperations contacts;
    private final ReviewQueries questions;
    private final ReviewCards cards;
    private final InteractionOperations interactions;
    private final ActivityOperations activity;
    private final MergeQueries merges;
    private final Clock clock;

    PersonLoader(
            ContactOperations contacts,
            ReviewQueries questions,
            ReviewCards cards,
            InteractionOperations interactions,
            ActivityOperations activity,
            MergeQueries merges,
            Clock clock) {
        this.contacts = contacts;
        this.questions = questions;
        this.cards = cards;
        this.interactions = interactions;
        this.activity = activity;
        this.merges = merges;
        this.clock = clock;
    }

    Uni<PersonPage> of(ContactView contact) {
        UUID id = contact.id();
        Instant now = clock.instant();
        YearMonth first = month(now).minusMonths(MONTHS - 1);
        return Uni.combine()
                .all()
                .unis(
                        contacts.explain(id.toString()),
                        questions.openOf(id).chain(cards::of),
                        interactions.list(id, null, null, INTERACTIONS),
                        interactions.byMonth(id, first.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)),
                        activity.latest(id.toString(), null, null, ENTRIES),
                        merges.of(id))
                .with((provenance, open, timeline, counts, entries, made) ->
                        page(contact, provenance, open, timeline, plot(counts, first), entries.items(), made, now));
    }

    private static PersonPage page(
            ContactView contact,
            ContactProvenance provenance,
            List<ReviewCard> open,
            InteractionPage timeline,
            Bars plot,
            List<ActivityEntry> entries,
            List<MergeQueries.MadeMerge> made,
            Instant now) {
        Map<UUID, String> names = Map.of(contact.id(), contact.values().name());
        long total = timeline.meta().total() == null
                ? timeline.meta().totalAtLeast()
                : timeline.meta().total();
        return new PersonPage(
                PersonSummary.of(contact, now),
                contact.values().nickname(),
                Moment.of(contact.archivedAt(), now),
                ValueLine.of(provenance, now),
                provenance.sources().stream().map(link -> source(link, now)).toList(),
                open,
                plot,
                timeline.interactions().stream()
                        .map(one -> TimelineLine.of(one, now))
                        .toList(),
                total - timeline.interactions().size(),
                HistoryLine.of(provenance, now),
                entries.stream()
                        .map(entry -> ActivityLine.of(entry, names, now))
                        .toList(),
                made.stream()
                        .filter(merge -> merge.survivorId().equals(contact.id()))
                        .map(merge -> merge(merge, now))
                        .toList());
    }

    private static PersonPage.SourceLine source(ContactProvenance.Link link, Instant now) {
        return new PersonPage.SourceLine(
                Words.source(link.source().provider(), link.source().accountId()),
                how(link.rung()),
                Moment.of(link.firstSeenAt(), now),
                link.deleted());
    }

    private static String how(String rung) {
        return switch (rung == null ? "" : rung) {
            case "new" -> "brought this person here";
            case "email", "phone", "name", "uid" -> "recognised by " + Words.rung(rung);
            case "decision" -> "linked by a person";
            default -> "linked";
        };
    }

    private static PersonPage.MergeLine merge(MergeQueries.MadeMerge merge, Instant now) {
        return new PersonPage.MergeLine(
                merge.loser() == null ? "a contact that is gone" : merge.loser(),
                Words.actor(merge.by()),
                Moment.of(merge.at(), now),
                Moment.of(merge.undoneAt(), now),
                merge.undoneAt() == null ? "/merges/" + merge.mergeId() + "/undo" : null);
    }

    private static Bars plot(Map<YearMonth, InteractionMonths.Counts> counts, YearMonth first) {
        List<Bars.Value> values = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) {
            YearMonth month = first.plusMonths(i);
            var count = counts.getOrDefault(month, new InteractionMonths.Counts(0, 0));
            values.add(new Bars.Value(
                    MONTH.format(month) + ": " + Words.count(count.calls(), "call", "calls") + ", "
                            + Words.count(count.others(), "message", "messages"),
                    i % 6 == 2 ? MONTH.format(month) : null,
                    count.calls(),
                    count.others()));
        }
        return Bars.of(values);
    }

    private static YearMonth month(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }
}
