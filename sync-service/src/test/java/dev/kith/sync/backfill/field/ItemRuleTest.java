package dev.kith.sync.backfill.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.LinkKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ItemRuleTest {

    private static final UUID CONTACT = new UUID(0, 1);
    private static final UUID ROW = new UUID(0, 2);
    private static final UUID FRESH = new UUID(0, 3);
    private static final LinkKey GOOGLE = new LinkKey("google", "home", "people/c1");
    private static final LinkKey ICLOUD = new LinkKey("carddav", "icloud", "/card/1.vcf");
    private static final InfoItem HOME = new InfoItem("email", "ann@example.com", "home", false);
    private static final InfoItem WORK = new InfoItem("email", "ann@work.example", "work", false);

    @Test
    void addsAValueASourceNames() {
        ItemChanges<InfoItem> changes = decide(List.of(), Map.of(), List.of(), List.of(HOME));

        assertThat(changes.inserted()).containsExactly(new ItemRow<>(FRESH, CONTACT, HOME));
        assertThat(changes.states()).containsEntry(HOME.key(), new ItemState<>(FRESH, HOME, List.of(GOOGLE)));
    }

    @Test
    void removesAValueThatOnlyThisSourceHeldAndNobodyTouched() {
        ItemChanges<InfoItem> changes = decide(List.of(row(HOME)), held(HOME, GOOGLE), List.of(HOME), List.of(WORK));

        assertThat(changes.deleted()).containsExactly(row(HOME));
        assertThat(changes.inserted()).extracting(ItemRow::item).containsExactly(WORK);
        assertThat(changes.states()).containsOnlyKeys(WORK.key());
    }

    @Test
    void keepsAValueThatAnotherSourceStillHolds() {
        ItemChanges<InfoItem> changes =
                decide(List.of(row(HOME)), held(HOME, GOOGLE, ICLOUD), List.of(HOME), List.of());

        assertThat(changes.none()).isTrue();
        assertThat(changes.states().get(HOME.key()).holders()).containsExactly(ICLOUD);
    }

    @Test
    void keepsAValueThatAHumanTouched() {
        InfoItem relabelled = new InfoItem("email", "ann@example.com", "private", false);

        ItemChanges<InfoItem> changes = decide(List.of(row(relabelled)), held(HOME, GOOGLE), List.of(HOME), List.of());

        assertThat(changes.none()).isTrue();
    }

    @Test
    void neverTouchesAValueThatAHumanWrote() {
        ItemChanges<InfoItem> changes = decide(List.of(row(HOME)), Map.of(), List.of(), List.of(HOME));

        assertThat(changes.none()).isTrue();
        assertThat(changes.states()).isEmpty();
        assertThat(decide(List.of(row(HOME)), Map.of(), List.of(HOME), List.of())
                        .none())
                .isTrue();
    }

    @Test
    void keepsAValueAwayThatAHumanRemovedUntilTheSourceChangesIt() {
        InfoItem relabelled = new InfoItem("email", "ann@example.com", "private", false);

        assertThat(decide(List.of(), held(HOME, GOOGLE), List.of(HOME), List.of(HOME))
                        .none())
                .isTrue();
        assertThat(decide(List.of(), held(HOME, GOOGLE), List.of(HOME), List.of(relabelled))
                        .inserted())
                .extracting(ItemRow::item)
                .containsExactly(relabelled);
    }

    @Test
    void followsALabelOfAnUntouchedValue() {
        InfoItem relabelled = new InfoItem("email", "ann@example.com", "private", false);

        ItemChanges<InfoItem> changes =
                decide(List.of(row(HOME)), held(HOME, GOOGLE), List.of(HOME), List.of(relabelled));

        assertThat(changes.updated()).containsExactly(new ItemChanges.Update<>(row(HOME), relabelled));
        assertThat(changes.states().get(HOME.key()).base()).isEqualTo(relabelled);
    }

    @Test
    void countsASecondSourceAmongTheHoldersWithoutTouchingTheRow() {
        ItemChanges<InfoItem> changes = decide(List.of(row(HOME)), held(HOME, ICLOUD), List.of(), List.of(HOME));

        assertThat(changes.none()).isTrue();
        assertThat(changes.states().get(HOME.key()).holders()).containsExactly(ICLOUD, GOOGLE);
    }

    private static ItemChanges<InfoItem> decide(
            List<ItemRow<InfoItem>> rows,
            Map<String, ItemState<InfoItem>> states,
            List<InfoItem> previous,
            List<InfoItem> now) {
        return new ItemRule<InfoItem>(
                        CONTACT,
                        GOOGLE,
                        link -> true,
                        (items, found, held, key) -> UnaryOperator.identity(),
                        () -> FRESH)
                .decide(rows, states, previous, now);
    }

    private static ItemRow<InfoItem> row(InfoItem item) {
        return new ItemRow<>(ROW, CONTACT, item);
    }

    private static Map<String, ItemState<InfoItem>> held(InfoItem item, LinkKey... holders) {
        return Map.of(item.key(), new ItemState<>(ROW, item, List.of(holders)));
    }
}
