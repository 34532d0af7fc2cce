package dev.kith.sync.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.interaction.HandleRule.Owner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HandleRuleTest {

    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final UUID UNKNOWN = new UUID(0, 3);

    @Test
    void givesAHandleToTheOneWhoHoldsIt() {
        assertThat(HandleRule.decide(List.of(living(ANN), living(ANN))))
                .isEqualTo(new Owner.One(ANN, Optional.empty()));
        assertThat(HandleRule.decide(List.of())).isEqualTo(new Owner.Nobody());
    }

    @Test
    void guessesNoneOfSeveral() {
        assertThat(HandleRule.decide(List.of(living(BOB), living(ANN))))
                .isEqualTo(new Owner.Several(List.of(ANN, BOB)));
    }

    @Test
    void asksASecondaryHolderOnlyWhereThereIsNoOther() {
        assertThat(HandleRule.decide(List.of(secondary(ANN), living(BOB))))
                .isEqualTo(new Owner.One(BOB, Optional.empty()));
        assertThat(HandleRule.decide(List.of(secondary(ANN)))).isEqualTo(new Owner.One(ANN, Optional.empty()));
    }

    @Test
    void letsAPlaceholderGiveWayToAPersonAndStandInForSeveral() {
        assertThat(HandleRule.decide(List.of(placeholder(), living(ANN))))
                .isEqualTo(new Owner.One(ANN, Optional.of(UNKNOWN)));
        assertThat(HandleRule.decide(List.of(living(BOB), placeholder(), living(ANN))))
                .isEqualTo(new Owner.One(UNKNOWN, Optional.empty()));
        assertThat(HandleRule.decide(List.of(placeholder()))).isEqualTo(new Owner.One(UNKNOWN, Optional.empty()));
    }

    @Test
    void followsAPersonWhoSaidWhoseItIs() {
        assertThat(HandleRule.decide(List.of(living(ANN), new Holder(BOB, false, false, true), placeholder())))
                .isEqualTo(new Owner.One(BOB, Optional.of(UNKNOWN)));
    }

    @Property
    void decidesTheSameInWhateverOrderHoldersAreFound(@ForAll("holders") List<Holder> holders, @ForAll long seed) {
        List<Holder> shuffled = new ArrayList<>(holders);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(HandleRule.decide(shuffled)).isEqualTo(HandleRule.decide(holders));
    }

    @Property
    void neverChoosesBetweenTwoLivingPeople(@ForAll("holders") List<Holder> holders) {
        Set<UUID> living = holders.stream()
                .filter(holder -> !holder.secondary() && !holder.untouchedPlaceholder())
                .map(Holder::contactId)
                .collect(Collectors.toSet());
        Owner owner = HandleRule.decide(holders);

        if (living.size() > 1) {
            assertThat(owner instanceof Owner.One one && living.contains(one.contactId()))
                    .isFalse();
        }
        if (living.size() == 1) {
            assertThat(owner)
                    .isInstanceOfSatisfying(
                            Owner.One.class, one -> assertThat(living).containsExactly(one.contactId()));
        }
    }

    /** At most one placeholder, and of each contact one state. */
    @Provide
    Arbitrary<List<Holder>> holders() {
        Arbitrary<Holder> person = Combinators.combine(
                        Arbitraries.integers().between(10, 14), Arbitraries.of(true, false))
                .as((id, secondary) -> new Holder(new UUID(secondary ? 1 : 0, id), secondary, false, false));
        Arbitrary<List<Holder>> people = person.list().ofMaxSize(5);
        return Combinators.combine(people, Arbitraries.of(true, false)).as((some, withPlaceholder) -> {
            List<Holder> all = new ArrayList<>(some);
            if (withPlaceholder) {
                all.add(placeholder());
            }
            return all;
        });
    }

    private static Holder living(UUID id) {
        return new Holder(id, false, false, false);
    }

    private static Holder secondary(UUID id) {
        return new Holder(id, true, false, false);
    }

    private static Holder placeholder() {
        return new Holder(UNKNOWN, false, true, false);
    }
}
