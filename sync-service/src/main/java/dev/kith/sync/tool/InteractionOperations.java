package dev.kith.sync.tool;

import dev.kith.sync.crm.InteractionMonths;
import dev.kith.sync.crm.InteractionPage;
import dev.kith.sync.crm.InteractionView;
import dev.kith.sync.crm.Interactions;
import dev.kith.sync.crm.NewInteraction;
import dev.kith.sync.crm.Repeatable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;

/** Calls, messages and notes of one contact. */
@ApplicationScoped
public class InteractionOperations {

    private static final int USUAL_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;

    private final Interactions interactions;
    private final InteractionMonths months;

    InteractionOperations(Interactions interactions, InteractionMonths months) {
        this.interactions = interactions;
        this.months = months;
    }

    /**
     * The newest first.
     *
     * @param day such as 2026-01-31, in UTC; {@code null} for all
     */
    public Uni<InteractionPage> list(UUID contactId, String day, String page, String limit) {
        return interactions
                .list(
                        contactId,
                        Arguments.day("date", day),
                        Arguments.page(page),
                        Arguments.number("limit", limit, USUAL_LIMIT, HIGHEST_LIMIT))
                .map(found -> found.orElseThrow(() -> new NotFoundException("contact")));
    }

    /** @param request under whose key the interaction is added only once */
    public Uni<InteractionView> add(UUID contactId, NewInteraction interaction, Repeatable request) {
        return interactions
                .add(contactId, interaction, request)
                .map(added -> added.orElseThrow(() -> new NotFoundException("contact")));
    }

    /** How many there were, by month in UTC; months without any are left out. */
    public Uni<Map<YearMonth, InteractionMonths.Counts>> byMonth(UUID contactId, Instant since) {
        return months.of(contactId, since);
    }
}
