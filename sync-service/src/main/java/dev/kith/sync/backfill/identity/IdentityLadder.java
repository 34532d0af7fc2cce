package dev.kith.sync.backfill.identity;

import dev.kith.model.NameFolder;
import dev.kith.sync.backfill.identity.MatchDecision.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decides whether a contact without a link is one the CRM already holds: by vCard UID, then by primary e-mail, by phone,
 * by full name. What is not certain is never guessed.
 */
public final class IdentityLadder {

    private final IdentityKeys keys;
    private final String list;
    private final CandidateIndex index;

    private IdentityLadder(IdentityKeys keys, String list, CandidateIndex index) {
        this.keys = keys;
        this.list = list;
        this.index = index;
    }

    /**
     * @param list the account's list the contact stands in ({@link dev.kith.sync.backfill.AccountKey#list}); {@code null}
     *     where entries of one list are welcome too
     */
    public static MatchDecision match(IdentityKeys keys, String list, CandidateIndex index) {
        return new IdentityLadder(keys, list, index).climb();
    }

    /**
     * Another contact that is likely the same person as one already linked: the only other one that holds its UID, address
     * or number, under a name that agrees.
     *
     * @param separated contacts of whom a person said that they are somebody else
     */
    public static Optional<MatchDecision.Linked> duplicateOf(
            IdentityKeys keys, UUID contact, Set<UUID> separated, CandidateIndex index) {
        CandidateIndex others = index.without(contact, separated);
        MatchDecision match = match(keys, null, others);
        return match instanceof MatchDecision.Linked linked && linked.rung() != Rung.NAME && keys.calledBy() != null
                ? Optional.of(linked)
                : Optional.empty();
    }

    private MatchDecision climb() {
        return byIdentifier(Rung.UID, keys.uid(), index.withUid(keys.uid()))
                .or(() -> byIdentifier(Rung.EMAIL, keys.email(), index.withEmail(keys.email())))
                .or(this::byPhone)
                .or(this::byName)
                .or(this::byTaggedAddress)
                .orElseGet(MatchDecision.NewContact::new);
    }

    private Optional<MatchDecision> byPhone() {
        List<Candidate> all = index.withPhone(keys.phones());
        String matched = keys.phones().stream()
                .filter(phone -> !index.withPhone(List.of(phone)).isEmpty())
                .findFirst()
                .orElse(null);
        return byIdentifier(Rung.PHONE, matched, all);
    }

    private Optional<MatchDecision> byIdentifier(Rung rung, String matched, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        if (shared(candidates)) {
            // A switchboard, a family's address: it tells people apart no better than a street does.
            List<Candidate> agreeing = candidates.stream().filter(this::agrees).toList();
            return agreeing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ambiguous(rung, matched, Reason.SHARED, agreeing));
        }
        if (candidates.size() > 1) {
            return Optional.of(ambiguous(rung, matched, Reason.SEVERAL_CANDIDATES, candidates));
        }
        return Optional.of(one(rung, matched, candidates.get(0)));
    }

    private MatchDecision one(Rung rung, String matched, Candidate candidate) {
        if (!agrees(candidate)) {
            return ambiguous(rung, matched, Reason.NAMES_CONTRADICT, List.of(candidate));
        }
        return list != null && candidate.lists().contains(list)
                ? ambiguous(rung, matched, Reason.SAME_ACCOUNT, List.of(candidate))
                : new MatchDecision.Linked(candidate.contactId(), rung, matched);
    }

    private boolean agrees(Candidate candidate) {
        return NameFolder.namesAgree(keys.calledBy(), candidate.calledBy());
    }

    /** Whether the data already shows that people of different names hold this identifier. */
    private static boolean shared(List<Candidate> candidates) {
        return candidates.stream()
                .anyMatch(one -> candidates.stream()
                        .anyMatch(other -> !NameFolder.namesAgree(one.calledBy(), other.calledBy())));
    }

    private Optional<MatchDecision> byName() {
        if (keys.name() == null || keys.name().strip().split("\\s+").length < 2) {
            return Optional.empty();
        }
        List<Candidate> candidates = index.withName(keys.lookupName()).stream()
                .filter(Candidate::person)
                .filter(candidate -> !(keys.hasEmailOrPhone() && candidate.hasEmailOrPhone()))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        if (candidates.size() > 1) {
            return Optional.of(ambiguous(Rung.NAME, keys.name(), Reason.SEVERAL_CANDIDATES, candidates));
        }
        return Optional.of(one(Rung.NAME, keys.name(), candidates.get(0)));
    }

    /** An address that differs by a tag alone is likely the same person's, and perhaps another's of the household. */
    private Optional<MatchDecision> byTaggedAddress() {
        List<Candidate> agreeing =
                index.withMailboxOf(keys.email()).stream().filter(this::agrees).toList();
        return agreeing.isEmpty()
                ? Optional.empty()
                : Optional.of(ambiguous(Rung.EMAIL, keys.mailbox(), Reason.TAGGED_ADDRESS, agreeing));
    }

    private static MatchDecision ambiguous(Rung rung, String matched, Reason reason, List<Candidate> candidates) {
        return new MatchDecision.Ambiguous(
                rung,
                matched,
                reason,
                candidates.stream().map(Candidate::contactId).toList());
    }
}
