package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.KnownLinks.KnownLink;
import dev.kith.sync.provider.SourcePage.Overlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be told of a book, in an order that stays the same when the book is read again: what is there by name, then
 * what is gone.
 *
 * @param known what was known of the book before
 * @param overlap {@code null} unless the book was listed whole
 * @param next the state of the book once all is told
 */
record BookPlan(List<Step> steps, Map<String, KnownLink> known, Overlap overlap, BookState next) {

    /** What is to be done about one card. */
    enum Kind {
        FETCH,
        SEEN,
        /** A contact that is gone. */
        TOMBSTONE,
        /** A group that is gone, as far as the listing says. */
        GROUP_GONE,
        /** What a whole listing left out though it is there: fetched as well, told where it would be as gone. */
        LEFT_OUT;

        boolean fetched() {
            return this == FETCH || this == LEFT_OUT;
        }
    }

    /** @param etag as listed; {@code null} where it was not told */
    record Step(Kind kind, String name, String etag) {

        Step leftOut() {
            return new Step(Kind.LEFT_OUT, name, null);
        }

        String key() {
            boolean present = kind == Kind.FETCH || kind == Kind.SEEN;
            return (present ? "0" : "1") + name;
        }

        @Override
        public String toString() {
            return "Step[" + kind + "]";
        }
    }

    /**
     * @param known contacts of the book and groups of the account; the latter count as far as they lie in the book
     * @param full whether everything is to be told, unchanged cards too; what is gone is then told by its absence
     */
    static BookPlan of(Changes changes, List<KnownLink> known, boolean full) {
        Map<String, KnownLink> byName = new HashMap<>();
        known.stream()
                .filter(link ->
                        !link.group() || link.name().startsWith(changes.next().path()))
                .forEach(link -> byName.put(link.name(), link));
        List<Step> steps = new ArrayList<>();
        Map<String, String> listed = new HashMap<>(changes.listed());
        changes.next().retry().keySet().forEach(name -> listed.putIfAbsent(name, null));
        listed.forEach((name, etag) -> {
            KnownLink link = byName.get(name);
            boolean unchanged = link != null && etag != null && etag.equals(link.etag());
            if (!unchanged) {
                steps.add(new Step(Kind.FETCH, name, etag));
            } else if (full && !link.group()) {
                steps.add(new Step(Kind.SEEN, name, etag));
            }
        });
        Set<String> gone = new HashSet<>(changes.removed());
        if (changes.whole()) {
            gone.addAll(byName.keySet());
            gone.removeAll(changes.listed().keySet());
        }
        gone.stream()
                .map(byName::get)
                .filter(link -> link != null && (link.group() || !full))
                .forEach(link ->
                        steps.add(new Step(link.group() ? Kind.GROUP_GONE : Kind.TOMBSTONE, link.name(), null)));
        steps.sort(Comparator.comparing(Step::key));
        return new BookPlan(
                List.copyOf(steps), byName, changes.whole() ? overlap(changes, byName) : null, changes.next());
    }

    private static Overlap overlap(Changes changes, Map<String, KnownLink> known) {
        int shared = (int)
                known.keySet().stream().filter(changes.listed()::containsKey).count();
        return new Overlap(known.size(), shared);
    }

    /**
     * The steps after one that was told, at most so many, and of those at most so many cards to fetch.
     *
     * @param after {@code null} for the first
     */
    List<Step> slice(String after, int mostSteps, int mostCards) {
        List<Step> slice = new ArrayList<>();
        int cards = 0;
        for (Step step : steps) {
            if (after != null && step.key().compareTo(after) <= 0) {
                continue;
            }
            if (slice.size() == mostSteps || step.kind() == Kind.FETCH && cards == mostCards) {
                break;
            }
            cards += step.kind() == Kind.FETCH ? 1 : 0;
            slice.add(step);
        }
        return slice;
    }

    /** What the server has to be asked about, since it is gone only as far as a listing says. */
    Set<String> doubtful(List<Step> slice) {
        return slice.stream()
                .filter(step -> step.kind() == Kind.GROUP_GONE || overlap != null && step.kind() == Kind.TOMBSTONE)
                .map(Step::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean endsWith(String key) {
        return steps.isEmpty() || steps.get(steps.size() - 1).key().compareTo(key) <= 0;
    }
}
