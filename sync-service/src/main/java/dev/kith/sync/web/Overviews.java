package dev.kith.sync.web;

import dev.kith.sync.review.ActivityCounts;
import dev.kith.sync.review.ReviewQueries;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.StatusView;
import dev.kith.sync.tool.FailureOperations;
import dev.kith.sync.tool.SyncOperations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers the overview. */
@ApplicationScoped
class Overviews {

    private static final String FAILURES = "500";
    private static final int DAYS = 14;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final SyncOperations sync;
    private final ReviewQueries reviews;
    private final FailureOperations failures;
    private final ActivityCounts activity;
    private final Clock clock;

    Overviews(
            SyncOperations sync,
            ReviewQueries reviews,
            FailureOperations failures,
            ActivityCounts activity,
            Clock clock) {
        this.sync = sync;
        this.reviews = reviews;
        this.failures = failures;
        this.activity = activity;
        this.clock = clock;
    }

    Uni<Overview> overview() {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        accounts(),
                        attention(),
                        activity.byType(now.minus(Duration.ofDays(1))),
                        activity.byDay(now.minus(Duration.ofDays(DAYS))))
                .with((accounts, attention, types, days) ->
                        Overview.of(accounts, attention, changes(types), plot(days, now)));
    }

    Uni<List<AccountCard>> accounts() {
        return Uni.combine()
                .all()
                .unis(sync.status(null), sync.runs(null, null, null))
                .with((accounts, runs) -> Macs.asOne(accounts).stream()
                        .map(account -> AccountCard.of(account, running(account, runs.items()), clock.instant()))
                        .toList());
    }

    private List<RunLine> running(StatusView account, List<RunView> runs) {
        return runs.stream()
                .filter(run -> run.state() == RunState.RUNNING && Macs.isOf(run, account))
                .map(run -> RunLine.of(run, clock.instant()))
                .toList();
    }

    private Uni<List<Overview.Attention>> attention() {
        return Uni.combine()
                .all()
                .unis(reviews.openByKind(), failures.quarantine(null, FAILURES), failures.deadLetters(null, FAILURES))
                .with((kinds, quarantine, letters) -> {
                    List<Overview.Attention> waiting = new ArrayList<>();
                    kinds.forEach((kind, count) -> waiting.add(new Overview.Attention(
                            Words.count(count, "question", "questions") + ": " + Words.kind(kind),
                            kind.equals("held_run") ? "/runs" : "/review?kind=" + kind)));
                    if (!quarantine.items().isEmpty()) {
                        waiting.add(new Overview.Attention(
                                Words.count(quarantine.items().size(), "contact was", "contacts were") + " set aside",
                                "/runs#aside"));
                    }
                    if (!letters.items().isEmpty()) {
                        waiting.add(new Overview.Attention(
                                Words.count(letters.items().size(), "record", "records") + " could not be read",
                                "/runs#unreadable"));
                    }
                    return waiting;
                });
    }

    private static List<Overview.Change> changes(Map<String, Long> types) {
        return types.entrySet().stream()
                .map(entry -> new Overview.Change(
                        String.format(Locale.ENGLISH, "%,d", entry.getValue()),
                        Words.happened(entry.getKey(), entry.getValue())))
                .toList();
    }

    private static Bars plot(Map<LocalDate, Long> days, Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        List<Bars.Value> values = new ArrayList<>();
        for (int back = DAYS - 1; back >= 0; back--) {
            LocalDate day = today.minusDays(back);
            long count = days.getOrDefault(day, 0L);
            values.add(new Bars.Value(
                    DAY.format(day) + ": " + Words.count(count, "change", "changes"),
                    back % 7 == 0 ? DAY.format(day) : null,
                    count,
                    0));
        }
        return Bars.of(values);
    }
}
