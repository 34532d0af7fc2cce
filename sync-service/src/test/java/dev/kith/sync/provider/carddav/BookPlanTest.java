package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.KnownLinks.KnownLink;
import dev.kith.sync.provider.SourcePage.Overlap;
import dev.kith.sync.provider.carddav.BookPlan.Kind;
import dev.kith.sync.provider.carddav.BookPlan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BookPlanTest {

    private static final BookState STATE = new BookState("https://dav.example/b/", false, "t", 0, Map.of(), false);

    private static KnownLink contact(String name, String etag) {
        return new KnownLink("/b/" + name, "/b/" + name, etag, null, "/b/", false);
    }

    private static KnownLink group(String path, String etag) {
        return new KnownLink(path, path, etag, null, "", true);
    }

    private static Map<String, String> listed(String... namesAndEtags) {
        Map<String, String> listed = new LinkedHashMap<>();
        for (int i = 0; i < namesAndEtags.length; i += 2) {
            listed.put("/b/" + namesAndEtags[i], namesAndEtags[i + 1]);
        }
        return listed;
    }

    private static BookPlan whole(Map<String, String> listed, boolean full, KnownLink... known) {
        return BookPlan.of(new Changes(true, listed, Set.of(), STATE), List.of(known), full);
    }

    private static List<String> steps(BookPlan plan) {
        return plan.steps().stream()
                .map(step -> step.kind() + " " + step.name())
                .toList();
    }

    @Test
    void fetchesOnlyWhatDiffersAndNamesTheRest() {
        BookPlan plan = whole(
                listed("a", "1", "b", "2", "c", "3"),
                true,
                contact("a", "1"),
                contact("b", "old"),
                contact("gone", "1"),
                group("/b/g", "1"));

        assertThat(steps(plan)).containsExactly("SEEN /b/a", "FETCH /b/b", "FETCH /b/c", "GROUP_GONE /b/g");
    }

    @Test
    void tellsWhatIsGoneByNameWhenOnlyChangesAreTold() {
        BookPlan plan = whole(listed("a", "1"), false, contact("a", "1"), contact("gone", "1"));

        assertThat(steps(plan)).containsExactly("TOMBSTONE /b/gone");
    }

    @Test
    void fetchesWhatCannotBeCompared() {
        BookPlan plan = whole(listed("a", null, "b", "2"), true, contact("a", "1"), contact("b", null));

        assertThat(steps(plan)).containsExactly("FETCH /b/a", "FETCH /b/b");
    }

    @Test
    void leavesGroupsOfOtherBooksAlone() {
        BookPlan plan = whole(listed(), true, group("/other/g", "1"), group("Friends", null));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.overlap()).isEqualTo(new Overlap(0, 0));
    }

    @Test
    void ignoresThatUnknownCardsAreGone() {
        Changes changes = new Changes(false, Map.of(), Set.of("/b/a", "/b/never"), STATE);

        assertThat(steps(BookPlan.of(changes, List.of(contact("a", "1")), false)))
                .containsExactly("TOMBSTONE /b/a");
    }

    @Test
    void skipsAChangeThatIsKnownAlready() {
        Changes changes = new Changes(false, listed("a", "1"), Set.of(), STATE);

        assertThat(BookPlan.of(changes, List.of(contact("a", "1")), false).steps())
                .isEmpty();
    }

    @Test
    void asksAgainForWhatCouldNotBeHad() {
        Changes changes = new Changes(false, Map.of(), Set.of(), STATE.retrying(new Retries(Map.of("/b/late", 1))));

        assertThat(steps(BookPlan.of(changes, List.of(), false))).containsExactly("FETCH /b/late");
    }

    @Test
    void comparesAWholeListingWithWhatWasKnown() {
        BookPlan plan =
                whole(listed("a", "9", "x", "1"), true, contact("a", "1"), contact("b", "1"), contact("c", "1"));

        assertThat(plan.overlap()).isEqualTo(new Overlap(3, 1));
    }

    @Property
    void tellsEveryStepOnceHoweverItIsCut(
            @ForAll @IntRange(min = 1, max = 7) int mostSteps,
            @ForAll @IntRange(min = 1, max = 7) int mostCards,
            @ForAll @IntRange(max = 30) int cards) {
        Map<String, String> listed = new TreeMap<>();
        List<KnownLink> known = new ArrayList<>();
        for (int i = 0; i < cards; i++) {
            listed.put("/b/" + i, "new");
            known.add(contact(String.valueOf(i), i % 3 == 0 ? "new" : "old"));
            known.add(group("/b/g" + i, "1"));
        }
        BookPlan plan = BookPlan.of(new Changes(true, listed, Set.of(), STATE), known, true);

        List<Step> told = new ArrayList<>();
        String after = null;
        for (List<Step> slice = plan.slice(null, mostSteps, mostCards);
                !slice.isEmpty();
                slice = plan.slice(after, mostSteps, mostCards)) {
            assertThat(slice).hasSizeLessThanOrEqualTo(mostSteps);
            assertThat(slice.stream().filter(step -> step.kind() == Kind.FETCH)).hasSizeLessThanOrEqualTo(mostCards);
            told.addAll(slice);
            after = slice.get(slice.size() - 1).key();
            assertThat(plan.endsWith(after))
                    .isEqualTo(told.size() == plan.steps().size());
        }

        assertThat(told).containsExactlyElementsOf(plan.steps());
    }
}
