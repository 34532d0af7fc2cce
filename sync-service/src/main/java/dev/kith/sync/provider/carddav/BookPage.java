package dev.kith.sync.provider.carddav;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.SeenContact;
import dev.kith.model.UidNormalizer;
import dev.kith.sync.provider.KnownLinks.KnownLink;
import dev.kith.sync.provider.SourcePage.Rejected;
import dev.kith.sync.provider.carddav.BookPlan.Step;
import dev.kith.sync.provider.vcard.CardReader;
import dev.kith.sync.provider.vcard.ReadCard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes contacts and groups of cards, for one page. */
final class BookPage {

    private static final String REFUSED = "The server does not give this card away, though it lists it."
            + " Open and save the contact there; the next full sync tries again.";
    private static final String TOO_BIG =
            "This card is bigger than 4 MB. Remove its photo or attachment at the source.";
    private static final String GROUP_TOO_BIG = "This group has too many members. Split it at the source.";
    private static final int MOST_MEMBERS = 15_000;

    private final BookPlan plan;
    private final CardReader reader;
    private final boolean full;
    private final Map<String, CanonicalContact> contacts = new LinkedHashMap<>();
    private final Map<String, CanonicalGroup> groups = new LinkedHashMap<>();
    private final List<SeenContact> seen = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Retries retries;
    private int photosLeftOut;
    private int valuesLeftOut;

    /**
     * @param askedBefore how often cards that could not be had were asked for
     * @param full whether what is there has to be named
     */
    BookPage(BookPlan plan, Map<String, Integer> askedBefore, CardReader reader, boolean full) {
        this.plan = plan;
        this.reader = reader;
        this.full = full;
        this.retries = new Retries(askedBefore);
    }

    void take(List<Step> steps, Fetched fetched) {
        steps.forEach(step -> {
            switch (step.kind()) {
                case FETCH, LEFT_OUT -> take(step, fetched);
                case SEEN -> seen.add(new SeenContact(step.name(), step.etag()));
                case TOMBSTONE -> tombstone(step.name());
                case GROUP_GONE -> groups.put(step.name(), gone(step.name()));
            }
        });
    }

    private void take(Step step, Fetched fetched) {
        FetchedCard card = fetched.cards().get(step.name());
        retries.asked(step.name());
        if (card != null) {
            read(step, card);
        } else if (fetched.tooBig().contains(step.name())) {
            reject(step.name(), TOO_BIG);
        } else if (fetched.refused().contains(step.name())) {
            if (retries.afterFailure(step.name())) {
                keep(step.name());
            } else {
                reject(step.name(), REFUSED);
            }
        }
    }

    /** Takes the contacts with their photos; who is without one for now is asked for another time. */
    void show(PhotoFetch.Shown shown) {
        contacts.putAll(shown.contacts());
        photosLeftOut += shown.leftOut();
        shown.failed().forEach(name -> {
            incomplete(name);
            photosLeftOut += retries.afterFailure(name) ? 0 : 1;
        });
        shown.unasked().forEach(name -> {
            incomplete(name);
            retries.unasked(name);
        });
    }

    /** Takes away the etag by which a whole listing would know the card and pass it over. */
    private void incomplete(String name) {
        contacts.computeIfPresent(
                name, (key, contact) -> contact.toBuilder().etag(null).build());
    }

    private void read(Step step, FetchedCard card) {
        String name = step.name();
        String etag = card.etag() == null ? step.etag() : card.etag();
        ReadCard read = reader.read(card.text().strip());
        valuesLeftOut += read instanceof ReadCard.Unreadable ? 0 : read.valuesLeftOut();
        KnownLink known = plan.known().get(name);
        if (read instanceof ReadCard.Person person) {
            contacts.put(name, person.as(name).toBuilder().etag(etag).build());
            photosLeftOut += person.photosLeftOut();
            person.groups().forEach(group -> groups.put(group.externalId(), group));
            if (known != null && known.group()) {
                groups.put(name, gone(name));
            }
        } else if (read instanceof ReadCard.Group group) {
            take(name, etag, group);
            if (known != null && !known.group()) {
                tombstone(name);
            }
        } else if (read instanceof ReadCard.Unreadable unreadable) {
            reject(
                    name,
                    unreadable.problems().get(unreadable.problems().size() - 1).message());
        }
    }

    private void take(String name, String etag, ReadCard.Group group) {
        if (group.memberUids().size() > MOST_MEMBERS) {
            reject(name, GROUP_TOO_BIG);
            return;
        }
        groups.put(name, group(name, etag, group));
    }

    static CanonicalGroup group(String name, String etag, ReadCard.Group group) {
        List<String> members = group.memberUids().stream()
                .map(UidNormalizer::normalize)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new CanonicalGroup(name, etag, group.name(), CanonicalGroup.Kind.USER, false, members);
    }

    private void reject(String name, String message) {
        rejected.add(new Rejected(name, message));
        keep(name);
    }

    /** What is there and could not be read still is there. */
    private void keep(String name) {
        KnownLink known = plan.known().get(name);
        if (full && known != null && !known.group()) {
            seen.add(new SeenContact(name, null));
        }
    }

    private void tombstone(String name) {
        contacts.put(name, CanonicalContact.tombstone(name, null));
    }

    private static CanonicalGroup gone(String name) {
        return new CanonicalGroup(name, null, null, CanonicalGroup.Kind.USER, true);
    }

    /** The contact of a new name goes on from an older one. */
    void alias(String name, KnownLink former) {
        contacts.computeIfPresent(
                name,
                (key, contact) -> contact.toBuilder().aliases(former.names()).build());
    }

    /** People under names that were not known, by their UID in its normal form where they have one. */
    Map<String, String> newcomers() {
        Map<String, String> uids = new HashMap<>();
        contacts.values().stream()
                .filter(contact -> !contact.deleted() && UidNormalizer.normalize(contact.uid()) != null)
                .filter(contact -> !plan.known().containsKey(contact.externalId()))
                .forEach(contact -> uids.put(contact.externalId(), UidNormalizer.normalize(contact.uid())));
        return uids;
    }

    int photosLeftOut() {
        return photosLeftOut;
    }

    int valuesLeftOut() {
        return valuesLeftOut;
    }

    List<CanonicalContact> contacts() {
        return List.copyOf(contacts.values());
    }

    List<CanonicalGroup> groups() {
        return List.copyOf(groups.values());
    }

    List<SeenContact> seen() {
        return seen;
    }

    List<Rejected> rejected() {
        return rejected;
    }

    Retries retries() {
        return retries;
    }
}
