package dev.kith.sync.backfill.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.LinkKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScalarRuleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final LinkKey GOOGLE = new LinkKey("google", "home", "people/c1");
    private static final LinkKey ICLOUD = new LinkKey("carddav", "icloud", "/card/1.vcf");

    @Test
    void fillsAnEmptyField() {
        assertThat(decide(null, null, first("Acme")))
                .isEqualTo(new FieldDecision.Apply("Acme", owned("Acme", FieldRule.FILLED)));
    }

    @Test
    void followsItsOwnerWhileNobodyTouchedTheValue() {
        assertThat(decide("Acme", owned("Acme"), moved("Acme", "Bolt")))
                .isEqualTo(new FieldDecision.Apply("Bolt", owned("Bolt", FieldRule.SOURCE_UPDATE)));
    }

    @Test
    void leavesAnUnchangedValueAlone() {
        assertThat(decide("Acme", owned("Acme"), moved("Acme", "Acme"))).isEqualTo(new FieldDecision.Unchanged());
    }

    @Test
    void keepsALocalEditWithoutConflictWhenTheSourceDidNotMove() {
        assertThat(decide("Mine", owned("Acme"), moved("Acme", "Acme"))).isEqualTo(new FieldDecision.KeptLocal());
    }

    @Test
    void keepsALocalEditAndReportsAConflictWhenTheSourceMovedToo() {
        assertThat(decide("Mine", owned("Acme"), moved("Acme", "Bolt")))
                .isEqualTo(new FieldDecision.Conflict("Acme", "Mine", "Bolt"));
    }

    @Test
    void reportsAConflictOnceForEachMoveOfTheSource() {
        assertThat(decide("Mine", owned("Acme"), moved("Bolt", "Bolt"))).isEqualTo(new FieldDecision.KeptLocal());
        assertThat(decide("Mine", owned("Acme"), moved("Bolt", "Core")))
                .isEqualTo(new FieldDecision.Conflict("Acme", "Mine", "Core"));
    }

    @Test
    void followsTheOwnerAgainOnceBothAgree() {
        assertThat(decide("Bolt", owned("Acme"), moved("Acme", "Bolt")))
                .isEqualTo(new FieldDecision.Restate(owned("Bolt", FieldRule.FOLLOWED_AGAIN)));
    }

    @Test
    void followsTheOwnerAgainAfterAHumanSetTheOldValueBack() {
        assertThat(decide("Acme", owned("Acme"), moved("Bolt", "Bolt")))
                .isEqualTo(new FieldDecision.Apply("Bolt", owned("Bolt", FieldRule.SOURCE_UPDATE)));
    }

    @Test
    void keepsAFieldEmptyThatAHumanEmptied() {
        assertThat(decide(null, owned("Acme"), moved("Acme", "Acme"))).isEqualTo(new FieldDecision.KeptLocal());
    }

    @Test
    void neverTakesAValueThatAHumanWroteBeforeAnySource() {
        assertThat(decide("Local", null, first("Source"))).isEqualTo(new FieldDecision.KeptLocal());
        assertThat(decide("Local", null, moved("Source", "Source"))).isEqualTo(new FieldDecision.KeptLocal());
        assertThat(decide("Local", null, moved("Source", "Other")))
                .isEqualTo(new FieldDecision.Conflict(null, "Local", "Other"));
    }

    @Test
    void onlyNotesWhatAnotherSourceSaysAboutAnOwnedField() {
        FieldDecision decision = ScalarRule.decide(
                "Acme",
                owned("Acme"),
                true,
                new ScalarRule.Statement(ICLOUD, null, "Bolt", true),
                Optional.empty(),
                NOW);

        assertThat(decision).isEqualTo(new FieldDecision.Unchanged());
    }

    @Test
    void passesAFieldToTheLongestLinkedSourceWhenItsOwnerDropsTheValue() {
        FieldDecision decision = ScalarRule.decide(
                "Acme",
                owned("Acme"),
                true,
                moved("Acme", null),
                Optional.of(new ScalarRule.Heir(ICLOUD, "Bolt")),
                NOW);

        assertThat(decision)
                .isEqualTo(new FieldDecision.Apply("Bolt", new FieldState(ICLOUD, "Bolt", NOW, FieldRule.INHERITED)));
    }

    @Test
    void emptiesAFieldThatItsOnlySourceEmptied() {
        assertThat(decide("Acme", owned("Acme"), moved("Acme", null)))
                .isEqualTo(new FieldDecision.Apply(null, owned(null, FieldRule.SOURCE_UPDATE)));
    }

    @Test
    void passesAFieldOnWhenItsOwnerIsGone() {
        FieldDecision decision = ScalarRule.decide(
                "Acme",
                owned("Acme"),
                false,
                new ScalarRule.Statement(ICLOUD, "Bolt", "Bolt", false),
                Optional.empty(),
                NOW);

        assertThat(decision)
                .isEqualTo(new FieldDecision.Apply("Bolt", new FieldState(ICLOUD, "Bolt", NOW, FieldRule.INHERITED)));
    }

    private static FieldDecision decide(String current, FieldState state, ScalarRule.Statement statement) {
        return ScalarRule.decide(current, state, true, statement, Optional.empty(), NOW);
    }

    private static ScalarRule.Statement first(String now) {
        return new ScalarRule.Statement(GOOGLE, null, now, true);
    }

    private static ScalarRule.Statement moved(String before, String now) {
        return new ScalarRule.Statement(GOOGLE, before, now, false);
    }

    private static FieldState owned(String base) {
        return owned(base, FieldRule.FILLED);
    }

    private static FieldState owned(String base, FieldRule rule) {
        return new FieldState(GOOGLE, base, NOW, rule);
    }
}
