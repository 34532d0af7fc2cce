package dev.kith.sync.backfill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityLadderTest {

    private static final String HOME = "google/home#contacts";
    private static final String WORK = "google/work#contacts";
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BEN = new UUID(0, 2);

    private final CandidateIndex index = new CandidateIndex();

    @Test
    void linksByPrimaryEmailWhenTheNamesAgree() {
        index.add(new Candidate(ANN, "Ann Alpha", true, Set.of(WORK)));
        index.byEmail("ann@example.com", ANN);

        assertThat(match("ann@example.com", List.of(), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Linked(ANN, Rung.EMAIL));
    }

    @Test
    void linksByPhoneWhenOneSideHasNoName() {
        index.add(new Candidate(ANN, null, true, Set.of()));
        index.byPhone("+14155550100", ANN);

        assertThat(match(null, List.of("+14155550100"), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Linked(ANN, Rung.PHONE));
    }

    @Test
    void keepsPeopleApartWhoShareAnAddressUnderContradictingNames() {
        index.add(new Candidate(ANN, "Ann Alpha", true, Set.of(WORK)));
        index.byEmail("family@example.com", ANN);

        assertThat(match("family@example.com", List.of(), "Ben Alpha"))
                .isEqualTo(
                        new MatchDecision.Ambiguous(Rung.EMAIL, MatchDecision.Reason.NAMES_CONTRADICT, List.of(ANN)));
    }

    @Test
    void asksWhenSeveralPeopleHoldTheValue() {
        index.add(new Candidate(ANN, "Ann Alpha", true, Set.of()));
        index.add(new Candidate(BEN, "Ann Alpha", true, Set.of()));
        index.byPhone("+14155550100", ANN);
        index.byPhone("+14155550100", BEN);

        assertThat(match(null, List.of("+14155550100"), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Ambiguous(
                        Rung.PHONE, MatchDecision.Reason.SEVERAL_CANDIDATES, List.of(ANN, BEN)));
    }

    @Test
    void neverTakesTwoEntriesOfOneListForOnePerson() {
        index.created(ANN, new IdentityKeys("ann@example.com", List.of(), "Ann Alpha"), HOME);

        assertThat(match("ann@example.com", List.of(), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Ambiguous(Rung.EMAIL, MatchDecision.Reason.SAME_ACCOUNT, List.of(ANN)));
    }

    @Test
    void linksByFullNameOnlyWhereNotBothSidesCanBeReached() {
        index.add(new Candidate(ANN, "Ann Alpha", true, Set.of(WORK)));
        index.byName("ann alpha", ANN);

        assertThat(match(null, List.of(), "Ann Alpha")).isEqualTo(new MatchDecision.Linked(ANN, Rung.NAME));
        assertThat(match("other@example.com", List.of(), "Ann Alpha")).isEqualTo(new MatchDecision.NewContact());
    }

    @Test
    void neverLinksByASingleWord() {
        index.add(new Candidate(ANN, "Mum", false, Set.of(WORK)));
        index.byName("mum", ANN);

        assertThat(match(null, List.of(), "Mum")).isEqualTo(new MatchDecision.NewContact());
    }

    private MatchDecision match(String email, List<String> phones, String name) {
        return IdentityLadder.match(new IdentityKeys(email, phones, name), HOME, index);
    }
}
