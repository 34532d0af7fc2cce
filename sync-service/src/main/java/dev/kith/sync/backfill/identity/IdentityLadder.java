package dev.kith.sync.backfill.identity;

import dev.kith.model.NameFolder;
import java.util.List;

/**
 * Decides whether a contact without a link is one the CRM already holds: by primary e-mail, then by phone, then by full
 * name. What is not certain is never guessed.
 */
public final class IdentityLadder {

    private IdentityLadder() {}

    public static MatchDecision match(IdentityKeys keys, String account, CandidateIndex index) {
        List<Candidate> byEmail = index.withEmail(keys.email());
        if (!byEmail.isEmpty()) {
            return byIdentifier(Rung.EMAIL, keys, account, byEmail);
        }
        List<Candidate> byPhone = index.withPhone(keys.phones());
        if (!byPhone.isEmpty()) {
            return byIdentifier(Rung.PHONE, keys, account, byPhone);
        }
        return byName(keys, account, index);
    }

    private static MatchDecision byIdentifier(
            Rung rung, IdentityKeys keys, String account, List<Candidate> candidates) {
        if (candidates.size() > 1) {
            return ambiguous(rung, MatchDecision.Reason.SEVERAL_CANDIDATES, candidates);
        }
        Candidate candidate = candidates.get(0);
        if (candidate.accounts().contains(account)) {
            return ambiguous(rung, MatchDecision.Reason.SAME_ACCOUNT, candidates);
        }
        return NameFolder.namesAgree(keys.name(), candidate.name())
                ? new MatchDecision.Linked(candidate.contactId(), rung)
                : ambiguous(rung, MatchDecision.Reason.NAMES_CONTRADICT, candidates);
    }

    private static MatchDecision byName(IdentityKeys keys, String account, CandidateIndex index) {
        if (keys.name() == null || keys.name().strip().split("\\s+").length < 2) {
            return new MatchDecision.NewContact();
        }
        List<Candidate> candidates = index.withName(keys.lookupName()).stream()
                .filter(candidate -> !(keys.hasEmailOrPhone() && candidate.hasEmailOrPhone()))
                .toList();
        if (candidates.isEmpty()) {
            return new MatchDecision.NewContact();
        }
        if (candidates.size() > 1) {
            return ambiguous(Rung.NAME, MatchDecision.Reason.SEVERAL_CANDIDATES, candidates);
        }
        return candidates.get(0).accounts().contains(account)
                ? ambiguous(Rung.NAME, MatchDecision.Reason.SAME_ACCOUNT, candidates)
                : new MatchDecision.Linked(candidates.get(0).contactId(), Rung.NAME);
    }

    private static MatchDecision ambiguous(Rung rung, MatchDecision.Reason reason, List<Candidate> candidates) {
        return new MatchDecision.Ambiguous(
                rung, reason, candidates.stream().map(Candidate::contactId).toList());
    }
}
