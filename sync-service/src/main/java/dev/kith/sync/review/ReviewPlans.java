package dev.kith.sync.review;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Works out what an answer would do, before anybody gives it. */
final class ReviewPlans {

    private static final String STATES = """
            SELECT c.id || ' ' || md5(c::text || coalesce(
                (SELECT string_agg(i::text, ',' ORDER BY i.id) FROM contact_info i WHERE i.contact_id = c.id), ''))
            FROM contacts c WHERE c.id = ANY($1) ORDER BY c.id
            """;

    private ReviewPlans() {}

    static Uni<ReviewPlan> of(SqlClient client, ReviewItem item, ReviewDecision decision, UUID named) {
        UUID target = decision == ReviewDecision.MERGE ? item.target(named) : named;
        UUID[] concerned = Stream.concat(Stream.of(item.contactId(), target), item.candidates().stream())
                .filter(Objects::nonNull)
                .distinct()
                .toArray(UUID[]::new);
        return ServedRows.query(client, STATES, Tuple.tuple().addArrayOfUUID(concerned), row -> row.getString(0))
                .map(states -> new ReviewPlan(item, decision.wire(), target, changes(item, decision, target), states));
    }

    private static List<String> changes(ReviewItem item, ReviewDecision decision, UUID target) {
        return switch (decision) {
            case MERGE -> List.of(merge(item, target));
            case SEPARATE ->
                List.of(
                        item.contactId() == null
                                ? "A contact is made from what the source's entry says."
                                : "The contacts are kept apart, and nobody is asked about them again.");
            case KEEP_LOCAL -> List.of("The value here stays until the source changes its own.");
            case TAKE_SOURCE ->
                List.of("The field " + item.evidence().get("field") + " of contact " + item.contactId()
                        + " takes the source's value and follows the source from now on.");
            case ARCHIVE -> List.of("Contact " + item.contactId() + " leaves all lists. Nothing of it is deleted.");
            case DISMISS -> List.of("The question is closed. Nothing else changes.");
        };
    }

    private static String merge(ReviewItem item, UUID target) {
        if (item.handle() != null) {
            return "Calls and messages of this number or address go to contact " + target + ".";
        }
        return item.contactId() == null
                ? "The source's entry is linked to contact " + target + "."
                : "Contact " + item.contactId() + " is archived and merged into " + target
                        + ": its values, links, calls and messages move there. The merge can be undone.";
    }
}
