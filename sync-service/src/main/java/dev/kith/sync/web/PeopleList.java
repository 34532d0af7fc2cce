package dev.kith.sync.web;

import dev.kith.sync.crm.ContactPage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Some of the people that were looked for.
 *
 * @param count how many were found, in words
 * @param previous the page before; {@code null} for none
 */
public record PeopleList(
        List<PersonSummary> people, String search, String count, Integer previous, Integer next, boolean empty) {

    static PeopleList of(ContactPage page, String search, Instant now) {
        var meta = page.meta();
        String count = meta.total() == null
                ? String.format(Locale.ENGLISH, "More than %,d people", meta.totalAtLeast())
                : Words.count(meta.total(), "person", "people");
        boolean more = page.contacts().size() == meta.limit()
                && (meta.totalPages() == null || meta.page() < meta.totalPages());
        return new PeopleList(
                page.contacts().stream()
                        .map(contact -> PersonSummary.of(contact, now))
                        .toList(),
                search,
                count,
                meta.page() > 1 ? meta.page() - 1 : null,
                more ? meta.page() + 1 : null,
                page.contacts().isEmpty());
    }
}
