package dev.kith.sync.backfill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.backfill.Triage.Pending;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.identity.CandidateIndex;
import dev.kith.sync.backfill.identity.IdentityLadder;
import dev.kith.sync.backfill.identity.MatchDecision;
import dev.kith.sync.backfill.identity.Rung;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Decides what a slice of changed contacts makes of the CRM. Pure: what it knows is what was loaded.
 *
 * <p>Two entries that lead to the same contact are not decided against the same loaded state: the second is handed back
 * to be loaded anew.
 */
public final class SliceDecider {

    private final AccountKey account;
    private final boolean createFromOther;
    private final CandidateIndex candidates;
    private final Map<UUID, LocalContact> locals;
    private final ContactDecider decider;
    private final Supplier<UUID> ids;
    private Writes writes;
    private boolean linked;
    private final Set<UUID> decided = new HashSet<>();
    private final List<Pending> deferred = new ArrayList<>();

    /**
     * @param createFromOther whether an unmatched entry of the {@code other} stream becomes a contact
     */
    public SliceDecider(
            AccountKey account,
            boolean createFromOther,
            CandidateIndex candidates,
            Map<UUID, LocalContact> locals,
            Supplier<UUID> ids,
            Instant now) {
        this.account = account;
        this.createFromOther = createFromOther;
        this.candidates = candidates;
        this.locals = locals;
        this.ids = ids;
        this.decider = new ContactDecider(ids, now);
    }

    /** @param changed some of the slice; those decided before them are taken as written */
    public Writes decide(List<Pending> changed) {
        writes = new Writes();
        for (Pending pending : changed) {
            try {
                decide(pending);
            } catch (RuntimeException e) {
                writes.quarantined().add(Quarantined.undecidable(pending.incoming(), e));
                writes.counts().quarantined(1);
            }
        }
        linked |= !writes.links().isEmpty();
        return writes;
    }

    /** Whether anything decided so far is about a link. */
    public boolean linked() {
        return linked;
    }

    /** Entries to be loaded and decided again, after what was decided here is written. */
    public List<Pending> deferred() {
        return deferred;
    }

    private void decide(Pending pending) {
        SourceLink link = pending.link();
        if (link == null || link.contactId() == null) {
            match(pending);
        } else if (!link.contactExists()) {
            deletedHere(pending, link);
        } else {
            speak(pending, link.contactId(), null);
        }
    }

    /** Somebody deleted the contact: only a person may have it made again. */
    private void deletedHere(Pending pending, SourceLink link) {
        writes.counts().skipped();
        link(pending, link.contactId(), true, null, null);
        writes.review()
                .add(new ReviewQuestion(
                        ReviewQuestion.Kind.AMBIGUOUS_MATCH,
                        link.key().text() + "/deleted/" + link.contactId(),
                        null,
                        link.key(),
                        Evidence.deletedHere(pending.keys().calledBy())));
    }

    private void match(Pending pending) {
        IncomingContact incoming = pending.incoming();
        String list = account.list(incoming.stream());
        MatchDecision match = IdentityLadder.match(pending.keys(), list, candidates);
        if (match instanceof MatchDecision.Linked linked) {
            if (decided.contains(linked.contactId())) {
                deferred.add(pending);
                return;
            }
            speak(pending, linked.contactId(), linked);
            candidates.linked(linked.contactId(), list);
        } else if (incoming.stream().equals("other") && !createFromOther) {
            writes.counts().skipped();
            link(pending, null, false, null, null);
        } else {
            create(pending, list, match);
        }
    }

    private void create(Pending pending, String list, MatchDecision match) {
        UUID contactId = ids.get();
        LinkKey key = key(pending);
        ContactDecision decision = decider.decide(
                LocalContact.unborn(contactId), key, null, pending.incoming().mapped(), true);
        writes.contacts().add(decision);
        writes.counts().created();
        decided.add(contactId);
        ObjectNode evidence =
                match instanceof MatchDecision.Ambiguous ambiguous ? keptApart(pending, contactId, ambiguous) : null;
        activity(decision, ActivityEvent.Type.CONTACT_SYNCED, key, List.of(), Rung.NEW.code());
        link(pending, contactId, decision.settled(), Rung.NEW, evidence);
        candidates.created(contactId, pending.keys(), list);
    }

    private ObjectNode keptApart(Pending pending, UUID contactId, MatchDecision.Ambiguous ambiguous) {
        LinkKey key = key(pending);
        ObjectNode evidence = Evidence.ambiguous(ambiguous, pending.keys());
        boolean duplicate = ambiguous.reason() == MatchDecision.Reason.SAME_ACCOUNT;
        writes.review()
                .add(
                        duplicate
                                ? ReviewQuestion.possibleDuplicate(
                                        contactId, ambiguous.candidates().get(0), key, evidence)
                                : new ReviewQuestion(
                                        ReviewQuestion.Kind.AMBIGUOUS_MATCH, key.text(), contactId, key, evidence));
        writes.activity()
                .add(new ActivityEvent(
                        contactId,
                        ActivityEvent.Type.CONTACT_SYNC_CONFLICT,
                        key,
                        List.of(),
                        "kept apart, " + ambiguous.reason().text() + " ("
                                + ambiguous.rung().code() + ")"));
        return evidence;
    }

    /** Lets a source speak about a contact that is there. */
    private void speak(Pending pending, UUID contactId, MatchDecision.Linked newlyMatched) {
        if (!decided.add(contactId)) {
            deferred.add(pending);
            return;
        }
        LinkKey key = key(pending);
        LocalContact local = locals.get(contactId);
        MappedContact previous = local.link(key)
                .filter(LocalContact.HeldLink::heard)
                .map(LocalContact.HeldLink::mapped)
                .orElse(null);
        boolean revived = pending.link() != null && pending.link().deleted();
        ContactDecision decision =
                decider.decide(local, key, previous, pending.incoming().mapped(), false);
        writes.contacts().add(decision);
        count(decision, revived);
        announce(decision, key, newlyMatched, revived);
        String stream = pending.incoming().stream();
        if (revived || newlyMatched != null && Reentry.replaces(key, stream, local)) {
            writes.revived().add(contactId);
        }
        if (revived && Reentry.replaced(pending.link(), stream, local)) {
            writes.review().add(backBeside(pending, contactId));
        }
        duplicates(pending, local, previous);
        if (newlyMatched == null) {
            link(pending, contactId, decision.settled(), null, null);
        } else {
            ObjectNode evidence = Evidence.linked(newlyMatched, pending.keys());
            link(pending, contactId, decision.settled(), newlyMatched.rung(), evidence);
        }
    }

    /** It goes on as the person it was, who may by now be the other entry's alone. */
    private static ReviewQuestion backBeside(Pending pending, UUID contactId) {
        LinkKey key = pending.link().key();
        return new ReviewQuestion(
                ReviewQuestion.Kind.AMBIGUOUS_MATCH,
                key.text() + "/back",
                null,
                key,
                Evidence.backBeside(pending.keys().calledBy(), contactId));
    }

    /** A source that newly names a value of somebody else's may be telling that both are one person. */
    private void duplicates(Pending pending, LocalContact local, MappedContact previous) {
        if (previous != null
                && previous.infos().equals(pending.incoming().mapped().infos())) {
            return;
        }
        IdentityLadder.duplicateOf(pending.keys(), local.id(), local.separatedFrom(), candidates)
                .ifPresent(found -> writes.review()
                        .add(ReviewQuestion.possibleDuplicate(
                                local.id(),
                                found.contactId(),
                                key(pending),
                                Evidence.duplicate(
                                        found.rung(),
                                        found.matched(),
                                        pending.keys().calledBy(),
                                        found.contactId()))));
    }

    private void count(ContactDecision decision, boolean revived) {
        writes.counts().conflicts(decision.conflicts());
        if (decision.visible() || revived) {
            writes.counts().updated();
        } else {
            writes.counts().unchanged();
        }
    }

    private void announce(ContactDecision decision, LinkKey key, MatchDecision.Linked newlyMatched, boolean revived) {
        writes.review().addAll(decision.review());
        writes.answered().addAll(decision.answered());
        if (newlyMatched != null) {
            activity(
                    decision,
                    ActivityEvent.Type.CONTACT_SYNCED,
                    key,
                    List.of(),
                    "matched by " + newlyMatched.rung().code());
        } else if (decision.visible() || revived) {
            activity(
                    decision,
                    ActivityEvent.Type.CONTACT_SYNC_UPDATED,
                    key,
                    decision.changedFields(),
                    revived ? "back at the source" : null);
        }
        if (decision.conflicts() > 0) {
            writes.activity().add(ActivityEvent.conflict(decision.contactId(), key, decision.review()));
        }
    }

    private void activity(
            ContactDecision decision, ActivityEvent.Type type, LinkKey key, List<String> fields, String reason) {
        writes.activity().add(new ActivityEvent(decision.contactId(), type, key, fields, reason));
    }

    /** A link keeps the name the source first gave the contact; later names are aliases. */
    private LinkKey key(Pending pending) {
        return pending.link() == null
                ? account.link(pending.incoming().externalId())
                : pending.link().key();
    }

    private void link(Pending pending, UUID contactId, boolean settled, Rung rung, ObjectNode evidence) {
        IncomingContact incoming = pending.incoming();
        LinkKey key = key(pending);
        writes.links()
                .add(new Writes.LinkWrite(
                        key,
                        contactId,
                        incoming.stream(),
                        incoming.contact(),
                        incoming.mapped(),
                        settled && contactId != null ? incoming.hash() : null,
                        incoming.entryDigest(),
                        incoming.position(),
                        rung == null ? null : rung.code(),
                        evidence == null ? null : evidence.toString()));
        incoming.contact().aliases().forEach(alias -> writes.aliases().put(alias, key.externalId()));
        if (!incoming.externalId().equals(key.externalId())) {
            writes.aliases().put(incoming.externalId(), key.externalId());
        }
    }
}
