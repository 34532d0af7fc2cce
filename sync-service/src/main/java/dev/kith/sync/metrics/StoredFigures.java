package dev.kith.sync.metrics;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.AccountStanding;
import dev.kith.sync.run.StatusQueries;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the figures that stand in the database. */
@ApplicationScoped
class StoredFigures {

    /** Only these are worth the word "late": a file is imported once, and a paused account is left alone on purpose. */
    private static final String IMPORTED = Accounts.FILE;

    private static final String QUARANTINE = """
            SELECT p.provider, count(q.id) AS waiting
            FROM (SELECT DISTINCT provider FROM contacts_source_accounts) p
            LEFT JOIN contacts_quarantine q ON q.provider = p.provider AND q.status = 'open'
            GROUP BY p.provider
            """;

    private static final String DEAD_LETTERS =
            "SELECT count(*) AS waiting FROM contacts_dead_letters WHERE status = 'open'";

    private static final String REVIEW = """
            SELECT kind, count(*) AS waiting, min(created_at) AS oldest FROM contacts_review_items
            WHERE status = 'open' GROUP BY kind
            """;

    private static final String ERASURE =
            "SELECT min(erased_at) AS oldest FROM contacts_erasures WHERE log_rewritten_at IS NULL";

    private final Pool pool;
    private final StatusQueries status;

    StoredFigures(Pool pool, StatusQueries status) {
        this.pool = pool;
        this.status = status;
    }

    Uni<List<Figure>> read() {
        return Uni.combine()
                .all()
                .unis(
                        status.standings().map(StoredFigures::accounts),
                        rows(QUARANTINE).map(StoredFigures::quarantine),
                        rows(DEAD_LETTERS).map(StoredFigures::deadLetters),
                        rows(REVIEW).map(StoredFigures::review),
                        rows(ERASURE).map(StoredFigures::erasure))
                .with((accounts, quarantine, deadLetters, review, erasure) -> Stream.of(
                                accounts, quarantine, deadLetters, review, erasure)
                        .flatMap(List::stream)
                        .toList());
    }

    private Uni<List<Row>> rows(String query) {
        return pool.preparedQuery(query)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private static List<Figure> accounts(List<AccountStanding> accounts) {
        var figures = new ArrayList<Figure>();
        accounts.forEach(account -> figures.addAll(freshness(account)));
        accounts.stream()
                .collect(Collectors.groupingBy(account -> account.status().provider()))
                .forEach((provider, own) -> figures.addAll(byHealth(provider, own)));
        return figures;
    }

    private static List<Figure> freshness(AccountStanding account) {
        var view = account.status();
        var figures = new ArrayList<Figure>();
        if (view.health() == AccountHealth.PAUSED || view.provider().equals(IMPORTED)) {
            return figures;
        }
        var id = account.id().toString();
        var since = view.lastSuccessAt() == null ? account.connectedAt() : view.lastSuccessAt();
        figures.add(Figure.time(Metric.ACCOUNT_LAST_SUCCESS, since, view.provider(), id));
        if (view.cursorExpiresAt() != null) {
            figures.add(Figure.time(Metric.ACCOUNT_CURSOR_EXPIRY, view.cursorExpiresAt(), view.provider(), id));
        }
        return figures;
    }

    /** With the healths that nobody has: an alert tells zero from not knowing. */
    private static List<Figure> byHealth(String provider, Collection<AccountStanding> accounts) {
        return Arrays.stream(AccountHealth.values())
                .map(health -> Figure.count(
                        Metric.ACCOUNTS,
                        accounts.stream()
                                .filter(account -> account.status().health() == health)
                                .count(),
                        provider,
                        health.wire()))
                .toList();
    }

    private static List<Figure> quarantine(List<Row> rows) {
        return rows.stream()
                .map(row -> Figure.count(Metric.QUARANTINE_OPEN, row.getLong("waiting"), row.getString("provider")))
                .toList();
    }

    private static List<Figure> deadLetters(List<Row> rows) {
        return rows.stream()
                .map(row -> Figure.count(Metric.DEAD_LETTERS_OPEN, row.getLong("waiting")))
                .toList();
    }

    private static List<Figure> erasure(List<Row> rows) {
        return rows.stream()
                .map(row -> row.getOffsetDateTime("oldest"))
                .filter(Objects::nonNull)
                .map(oldest -> Figure.time(Metric.ERASURE_OLDEST, oldest.toInstant()))
                .toList();
    }

    private static List<Figure> review(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> Stream.of(
                        Figure.count(Metric.REVIEW_OPEN, row.getLong("waiting"), row.getString("kind")),
                        Figure.time(
                                Metric.REVIEW_OLDEST,
                                row.getOffsetDateTime("oldest").toInstant(),
                                row.getString("kind"))))
                .toList();
    }
}
