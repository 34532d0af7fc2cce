package dev.kith.sync.backfill.lives;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A contact as it stands in an account, with all it ever was: what the oracle judges by. */
final class SourceEntry {

    /** Stays the same when the source renames the contact. */
    final String sourceId;

    final Set<String> emails = new LinkedHashSet<>();
    final Set<String> phones = new LinkedHashSet<>();
    /** Names and identifiers it ever carried when it was delivered. */
    final Set<String> everNames = new HashSet<>();

    final Set<String> everIdentifiers = new HashSet<>();
    String externalId;
    String oldName;
    String name;
    String company;
    String nickname;
    boolean deleted;
    boolean everDeleted;
    boolean changed = true;
    int edits;

    SourceEntry(String externalId, String name) {
        this.externalId = externalId;
        this.sourceId = "source-of-" + externalId;
        this.name = name;
    }

    /** @param renamesToo whether the source tells the former name too, as it does in increments only */
    CanonicalContact deliver(boolean renamesToo) {
        everNames.add(name == null ? "" : name);
        everIdentifiers.addAll(emails);
        everIdentifiers.addAll(phones);
        changed = false;
        if (deleted) {
            return CanonicalContact.tombstone(externalId, "e" + edits);
        }
        int space = name == null ? -1 : name.indexOf(' ');
        return CanonicalContact.builder(externalId)
                .etag("e" + edits)
                .displayName(name)
                .firstName(name == null ? null : space < 0 ? name : name.substring(0, space))
                .lastName(space < 0 ? null : name.substring(space + 1))
                .nickname(nickname)
                .aliases(renamesToo && oldName != null ? List.of(sourceId, oldName) : List.of(sourceId))
                .organizations(company == null ? List.of() : List.of(new Organization(company, null, null, true)))
                .emails(emails.stream()
                        .map(email -> new Email(email, "home", email.equals(first(emails)), email))
                        .toList())
                .phones(phones.stream()
                        .map(phone -> new Phone(phone, "mobile", phone.equals(first(phones)), phone))
                        .toList())
                .build();
    }

    private static String first(Set<String> values) {
        return values.iterator().next();
    }

    void touch() {
        changed = true;
        everDeleted |= deleted;
        edits++;
    }
}
