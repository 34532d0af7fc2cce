package dev.kith.sync.backfill.identity;

import dev.kith.model.EmailNormalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds candidates by e-mail, phone and name; grows as contacts are created while deciding. */
public final class CandidateIndex {

    private final Map<UUID, Candidate> candidates = new HashMap<>();
    private final Map<String, Set<UUID>> byKey = new HashMap<>();

    public void add(Candidate candidate) {
        candidates.put(candidate.contactId(), candidate);
    }

    public void byUid(String uid, UUID contactId) {
        index("uid:" + uid, contactId);
    }

    public void byEmail(String email, UUID contactId) {
        index("email:" + email, contactId);
    }

    /** @param mailbox of an address with a tag, the address without it */
    public void byTaggedEmail(String mailbox, UUID contactId) {
        index("tagged:" + mailbox, contactId);
    }

    public void byPhone(String e164, UUID contactId) {
        index("phone:" + e164, contactId);
    }

    public void byName(String lookupName, UUID contactId) {
        index("name:" + lookupName, contactId);
    }

    public Set<UUID> contactIds() {
        return Set.copyOf(candidates.keySet());
    }

    /**
     * Makes a contact created a moment ago findable for the next one.
     *
     * @param list of the account, in which its entry stands
     */
    public void created(UUID contactId, IdentityKeys keys, String list) {
        add(new Candidate(contactId, keys.calledBy(), keys.name() != null, keys.hasEmailOrPhone(), Set.of(list)));
        if (keys.uid() != null) {
            byUid(keys.uid(), contactId);
        }
        if (keys.email() != null) {
            byEmail(keys.email(), contactId);
            if (!keys.email().equals(keys.mailbox())) {
                byTaggedEmail(keys.mailbox(), contactId);
            }
        }
        keys.phones().forEach(phone -> byPhone(phone, contactId));
        if (keys.name() != null) {
            byName(keys.lookupName(), contactId);
        }
    }

    /** The same without some contacts. */
    CandidateIndex without(UUID contact, Set<UUID> more) {
        CandidateIndex rest = new CandidateIndex();
        rest.candidates.putAll(candidates);
        rest.candidates.remove(contact);
        rest.candidates.keySet().removeAll(more);
        rest.byKey.putAll(byKey);
        return rest;
    }

    /** Notes that an account's list now leads to this candidate. */
    public void linked(UUID contactId, String list) {
        candidates.computeIfPresent(contactId, (id, candidate) -> candidate.with(list));
    }

    List<Candidate> withUid(String uid) {
        return uid == null ? List.of() : found(Set.of("uid:" + uid));
    }

    List<Candidate> withEmail(String email) {
        return email == null ? List.of() : found(Set.of("email:" + email));
    }

    /** Those with another address of the same mailbox: without a tag, or with one. */
    List<Candidate> withMailboxOf(String email) {
        if (email == null) {
            return List.of();
        }
        String mailbox = EmailNormalizer.withoutTag(email);
        return found(
                email.equals(mailbox) ? Set.of("tagged:" + mailbox) : Set.of("email:" + mailbox, "tagged:" + mailbox));
    }

    List<Candidate> withPhone(List<String> phones) {
        return found(phones.stream().map(phone -> "phone:" + phone).collect(LinkedHashSet::new, Set::add, Set::addAll));
    }

    List<Candidate> withName(String lookupName) {
        return lookupName == null ? List.of() : found(Set.of("name:" + lookupName));
    }

    private void index(String key, UUID contactId) {
        byKey.computeIfAbsent(key, unused -> new LinkedHashSet<>()).add(contactId);
    }

    private List<Candidate> found(Set<String> keys) {
        Set<UUID> ids = new LinkedHashSet<>();
        keys.forEach(key -> ids.addAll(byKey.getOrDefault(key, Set.of())));
        List<Candidate> found = new ArrayList<>();
        ids.forEach(id -> {
            if (candidates.containsKey(id)) {
                found.add(candidates.get(id));
            }
        });
        return found;
    }
}
