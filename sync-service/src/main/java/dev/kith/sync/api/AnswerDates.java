package dev.kith.sync.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Dates every answer, so that agents can tell whether their clock goes right.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110, Date</a>
 */
@ApplicationScoped
class AnswerDates {

    /** Before authentication (200), which may answer itself. */
    private static final int PRIORITY = 210;

    /** RFC 9110's IMF-fixdate; Java's own RFC 1123 format writes days below ten with one digit. */
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;

    AnswerDates(Clock clock) {
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::date, PRIORITY);
    }

    private void date(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> context.response().putHeader("Date", FORMAT.format(clock.instant())));
        context.next();
    }
}
