package dev.kith.sync.backfill.identity;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * A contact of the CRM that may be the one a source speaks of.
 *
 * @param calledBy its name, a company's included; {@code null} when it has none
 * @param person whether that is a person's name
 * @param lists the accounts' lists ({@link dev.kith.sync.backfill.AccountKey#list}) that hold a live link to it
 */
public record Candidate(UUID contactId, String calledBy, boolean person, boolean hasEmailOrPhone, Set<String> lists) {

    public Candidate {
        lists = Set.copyOf(lists);
    }

    Candidate with(String list) {
        Set<String> more = new HashSet<>(lists);
        more.add(list);
        return new Candidate(contactId, calledBy, person, hasEmailOrPhone, more);
    }
}
