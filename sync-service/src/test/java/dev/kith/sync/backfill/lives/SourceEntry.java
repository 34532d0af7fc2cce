package dev.kith.sync.backfill.lives;

import dev.kith.model.CanonicalContact;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PostalAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contact as it stands in an account, with all it ever was: what the oracle judges by. */
final class SourceEntry {

    /** Stays the same when the source renames the contact. */
    final String sourceId;

    /** Whether it is one of those a provider collects by itself, which only enrich people who are there. */
    final boolean other;

    final Set<String> emails = new LinkedHashSet<>();
    final Set<String> phones = new LinkedHashSet<>();
    final Set<SourceGroup> groups = new LinkedHashSet<>();
    /** Names, identifiers and other values it ever carried when it was delivered. */
    final Set<String> everNames = new HashSet<>();

    final Set<String> everIdentifiers = new HashSet<>();
    final Set<String> everLabels = new HashSet<>();
    final Set<String> everSaid = new HashSet<>();

    /** Names the source gave it since it was last read whole; told in increments only. */
    final Set<String> oldNames = new LinkedHashSet<>();

    String externalId;
    String name;
    String company;
    String nickname;
    String emailLabel = "home";
    String street;
    String event;
    boolean deleted;
    boolean everDeleted;
    boolean changed = true;
    int edits;

    private final Set<String> aliveUnder = new HashSet<>();
    private String heard;
    private boolean goneUnnoticed;

    SourceEntry(String externalId, String name, boolean other) {
        this.externalId = externalId;
        this.sourceId = "source-of-" + externalId;
        this.name = name;
        this.other = other;
    }

    /** @param renamesToo whether the source tells former names too, as it does in increments only */
    CanonicalContact deliver(boolean renamesToo) {
        everNames.add(name == null ? "" : name);
        everIdentifiers.addAll(phones);
        everIdentifiers.addAll(listed());
        everSaid.addAll(Arrays.asList(name, firstName(), lastName(), company, nickname));
        changed = false;
        heard = said();
        if (deleted) {
            // A tombstone under a name that nobody heard before tells nobody anything.
            goneUnnoticed = !aliveUnder.contains(externalId);
            return CanonicalContact.tombstone(externalId, "e" + edits);
        }
        aliveUnder.add(externalId);
        goneUnnoticed = false;
        return CanonicalContact.builder(externalId)
                .etag("e" + edits)
                .displayName(name)
                .firstName(firstName())
                .lastName(lastName())
                .nickname(nickname)
                .aliases(Stream.concat(Stream.of(sourceId), renamesToo ? oldNames.stream() : Stream.empty())
                        .toList())
                .organizations(company == null ? List.of() : List.of(new Organization(company, null, null, true)))
                .emails(emails.stream()
                        .map(email -> new Email(email, emailLabel, email.equals(first(emails)), email))
                        .toList())
                .phones(phones.stream()
                        .map(phone -> new Phone(phone, "mobile", phone.equals(first(phones)), phone))
                        .toList())
                .addresses(street == null ? List.of() : List.of(address()))
                .events(event == null ? List.of() : List.of(new DateEvent(event, null, 2, 29)))
                .groupMemberships(groups.stream().map(group -> group.id).toList())
                .build();
    }

    private PostalAddress address() {
        return new PostalAddress(street, null, null, null, null, null, null, null, null, "home", false);
    }

    /** What it holds of addresses of every kind, and of days. */
    List<String> listed() {
        return Stream.concat(emails.stream(), Stream.of(street, event).filter(Objects::nonNull))
                .toList();
    }

    /** The labels its groups make. */
    Set<String> labels() {
        return groups.stream()
                .filter(SourceGroup::stands)
                .map(group -> group.name)
                .collect(Collectors.toSet());
    }

    /** Is left out of a listing of everything. */
    void missed() {
        changed = false;
        heard = said();
        goneUnnoticed = false;
    }

    /** Whether a reading would tell something that none told before. */
    boolean isNews(boolean full) {
        return full
                ? deleted ? goneUnnoticed || heard != null && !said().equals(heard) : !said().equals(heard)
                : changed && !said().equals(heard);
    }

    boolean wasRead() {
        return !aliveUnder.isEmpty();
    }

    /** Whether it was ever delivered under this name. */
    boolean wasCalled(String name) {
        return aliveUnder.contains(name);
    }

    private String said() {
        return deleted
                ? "deleted"
                : String.join("|", List.of(externalId, "" + name, "" + company, "" + nickname, emailLabel))
                        + listed()
                        + phones
                        + groups.stream().map(group -> group.id).toList();
    }

    String firstName() {
        return name == null ? null : name.split(" ")[0];
    }

    String lastName() {
        return name == null || name.indexOf(' ') < 0 ? null : name.substring(name.indexOf(' ') + 1);
    }

    private static String first(Set<String> values) {
        return values.iterator().next();
    }

    void touch() {
        changed = true;
        everDeleted |= deleted;
        edits++;
    }

    @Override
    public String toString() {
        return sourceId + Objects.requireNonNullElse(name, "");
    }
}
