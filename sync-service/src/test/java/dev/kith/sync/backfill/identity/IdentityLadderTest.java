package dev.kith.sync.backfill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.UidNormalizer;
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
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.byEmail("ann@example.com", ANN);

        assertThat(match("ann@example.com", List.of(), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Linked(ANN, Rung.EMAIL, "ann@example.com"));
    }

    @Test
    void linksByPhoneWhenOneSideHasNoName() {
        index.add(new Candidate(ANN, null, true, true, Set.of()));
        index.byPhone("+14155550100", ANN);

        assertThat(match(null, List.of("+14155550100"), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Linked(ANN, Rung.PHONE, "+14155550100"));
    }

    @Test
    void keepsPeopleApartWhoShareAnAddressUnderContradictingNames() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.byEmail("family@example.com", ANN);

        assertThat(match("family@example.com", List.of(), "Ben Alpha"))
                .isEqualTo(new MatchDecision.Ambiguous(
                        Rung.EMAIL, "family@example.com", MatchDecision.Reason.NAMES_CONTRADICT, List.of(ANN)));
    }

    @Test
    void asksAboutAnAddressThatDiffersByATagAlone() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.byEmail("ann@example.com", ANN);
        index.add(new Candidate(BEN, "Ben Alpha", true, true, Set.of(WORK)));
        index.byTaggedEmail("ann@example.com", BEN);

        assertThat(match("ann+shop@example.com", List.of(), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Ambiguous(
                        Rung.EMAIL, "ann@example.com", MatchDecision.Reason.TAGGED_ADDRESS, List.of(ANN)));
    }

    @Test
    void leavesTagsAsideWhereANumberSaysWhoItIs() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.byTaggedEmail("ann@example.com", ANN);
        index.byPhone("+14155550100", ANN);

        assertThat(match("ann@example.com", List.of("+14155550100"), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Linked(ANN, Rung.PHONE, "+14155550100"));
    }

    @Test
    void asksWhenSeveralPeopleHoldTheValue() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of()));
        index.add(new Candidate(BEN, "Ann Alpha", true, true, Set.of()));
        index.byPhone("+14155550100", ANN);
        index.byPhone("+14155550100", BEN);

        assertThat(match(null, List.of("+14155550100"), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Ambiguous(
                        Rung.PHONE, "+14155550100", MatchDecision.Reason.SEVERAL_CANDIDATES, List.of(ANN, BEN)));
    }

    @Test
    void neverTakesTwoEntriesOfOneListForOnePerson() {
        index.created(ANN, new IdentityKeys(null, "ann@example.com", List.of(), "Ann Alpha", null), HOME);

        assertThat(match("ann@example.com", List.of(), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Ambiguous(
                        Rung.EMAIL, "ann@example.com", MatchDecision.Reason.SAME_ACCOUNT, List.of(ANN)));
    }

    @Test
    void linksByFullNameOnlyWhereNotBothSidesCanBeReached() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.byName("ann alpha", ANN);

        assertThat(match(null, List.of(), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Linked(ANN, Rung.NAME, "Ann Alpha"));
        assertThat(match("other@example.com", List.of(), "Ann Alpha")).isEqualTo(new MatchDecision.NewContact());
    }

    @Test
    void neverLinksByASingleWord() {
        index.add(new Candidate(ANN, "Mum", true, false, Set.of(WORK)));
        index.byName("mum", ANN);

        assertThat(match(null, List.of(), "Mum")).isEqualTo(new MatchDecision.NewContact());
    }

    @Test
    void treatsAnAddressThatPeopleOfDifferentNamesHoldAsNoKey() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.add(new Candidate(BEN, "Ben Alpha", true, true, Set.of(WORK)));
        index.byEmail("family@example.com", ANN);
        index.byEmail("family@example.com", BEN);

        assertThat(match("family@example.com", List.of(), "Carl Alpha")).isEqualTo(new MatchDecision.NewContact());
        assertThat(match("family@example.com", List.of(), "Ann Alpha"))
                .isEqualTo(new MatchDecision.Ambiguous(
                        Rung.EMAIL, "family@example.com", MatchDecision.Reason.SHARED, List.of(ANN)));
    }

    @Test
    void climbsOnToThePhoneWhenTheAddressIsShared() {
        UUID carl = new UUID(0, 3);
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.add(new Candidate(BEN, "Ben Alpha", true, true, Set.of(WORK)));
        index.add(new Candidate(carl, "Carl Alpha", true, true, Set.of(WORK)));
        index.byEmail("family@example.com", ANN);
        index.byEmail("family@example.com", BEN);
        index.byPhone("+14155550100", carl);

        assertThat(match("family@example.com", List.of("+14155550100"), "Carl Alpha"))
                .isEqualTo(new MatchDecision.Linked(carl, Rung.PHONE, "+14155550100"));
    }

    @Test
    void doesNotTakeACompanyForThePersonWhoSharesItsNumber() {
        index.add(new Candidate(ANN, "Acme", false, true, Set.of(WORK)));
        index.byPhone("+14155550100", ANN);

        assertThat(match(null, List.of("+14155550100"), "Ben Beta"))
                .isEqualTo(new MatchDecision.Ambiguous(
                        Rung.PHONE, "+14155550100", MatchDecision.Reason.NAMES_CONTRADICT, List.of(ANN)));
    }

    @Test
    void takesEqualUidsOfTwoAccountsForOnePersonHoweverTheyAreSpelt() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(WORK)));
        index.byUid(UidNormalizer.normalize("D0F5A1B2-0000-4000-8000-000000000001:ABPerson"), ANN);
        String uid = UidNormalizer.normalize("urn:uuid:d0f5a1b2-0000-4000-8000-000000000001");

        IdentityKeys keys = new IdentityKeys(uid, "new@example.com", List.of(), "Ann Alpha", null);

        assertThat(IdentityLadder.match(keys, HOME, index)).isEqualTo(new MatchDecision.Linked(ANN, Rung.UID, uid));
    }

    @Test
    void noticesThatALinkedContactMayBeAnotherOneToo() {
        index.add(new Candidate(ANN, "Ann Alpha", true, true, Set.of(HOME)));
        index.add(new Candidate(BEN, "Ann Alpha", true, true, Set.of(HOME)));
        index.byEmail("ann@example.com", ANN);
        index.byEmail("ann@example.com", BEN);
        IdentityKeys keys = new IdentityKeys(null, "ann@example.com", List.of(), "Ann Alpha", null);

        assertThat(IdentityLadder.duplicateOf(keys, ANN, Set.of(), index))
                .contains(new MatchDecision.Linked(BEN, Rung.EMAIL, "ann@example.com"));
        assertThat(IdentityLadder.duplicateOf(keys, ANN, Set.of(BEN), index)).isEmpty();
    }

    private MatchDecision match(String email, List<String> phones, String name) {
        return IdentityLadder.match(new IdentityKeys(null, email, phones, name, null), HOME, index);
    }
}
