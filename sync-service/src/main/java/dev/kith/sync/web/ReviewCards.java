package dev.kith.sync.web;

import dev.kith.sync.crm.ContactView;
import dev.kith.sync.crm.Contacts;
import dev.kith.sync.review.ReviewItem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays questions out, with the people they are about. */
@ApplicationScoped
class ReviewCards {

    private final Contacts contacts;
    private final Clock clock;

    ReviewCards(Contacts contacts, Clock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    Uni<List<ReviewCard>> of(List<ReviewItem> items) {
        var ids = items.stream()
                .map(ReviewCard::people)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        return contacts.find(ids).map(found -> {
            var people = found.stream().collect(Collectors.toMap(ContactView::id, Function.identity()));
            return items.stream()
                    .map(item -> ReviewCard.of(item, people, clock.instant()))
                    .toList();
        });
    }
}
