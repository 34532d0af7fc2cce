package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One person or organisation as one source describes it: the form every provider maps into.
 *
 * <p>Scalars are {@code null} when the source holds none, never blank; lists are never {@code null}. A tombstone
 * ({@link #deleted}) carries only its ids.
 *
 * @param externalId the source's stable id of the contact
 * @param etag the source's version tag, never used to decide whether something changed
 * @param uid an identity that survives a move inside the source (a vCard UID); {@code null} when there is none
 * @param aliases other external ids this contact has answered to at this source
 * @param raw the provider's own payload, kept in the log only
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CanonicalContact(
        String externalId,
        String etag,
        String uid,
        List<String> aliases,
        boolean deleted,
        String displayName,
        String namePrefix,
        String firstName,
        String middleName,
        String lastName,
        String nameSuffix,
        String nickname,
        List<Email> emails,
        List<Phone> phones,
        List<PostalAddress> addresses,
        List<Organization> organizations,
        List<DateEvent> birthdays,
        List<DateEvent> anniversaries,
        List<DateEvent> events,
        List<Url> urls,
        List<Username> usernames,
        List<Photo> photos,
        String notes,
        List<Relation> relations,
        List<CustomField> customFields,
        List<String> groupMemberships,
        JsonNode raw) {

    public CanonicalContact {
        externalId = Components.id(externalId, "externalId");
        etag = Components.opaque(etag);
        uid = Components.optional(UnicodeText.clean(uid));
        aliases = Components.ids(aliases);
        displayName = Components.optional(displayName);
        namePrefix = Components.optional(namePrefix);
        firstName = Components.optional(firstName);
        middleName = Components.optional(middleName);
        lastName = Components.optional(lastName);
        nameSuffix = Components.optional(nameSuffix);
        nickname = Components.optional(nickname);
        emails = Components.list(emails, "emails");
        phones = Components.list(phones, "phones");
        addresses = Components.list(addresses, "addresses");
        organizations = Components.list(organizations, "organizations");
        birthdays = Components.list(birthdays, "birthdays");
        anniversaries = Components.list(anniversaries, "anniversaries");
        events = Components.list(events, "events");
        urls = Components.list(urls, "urls");
        usernames = Components.list(usernames, "usernames");
        photos = Components.list(photos, "photos");
        notes = Components.optional(notes);
        relations = Components.list(relations, "relations");
        customFields = Components.list(customFields, "customFields");
        groupMemberships = Components.ids(groupMemberships);
        raw = raw == null || raw.isNull() || raw.isMissingNode() ? null : raw;
    }

    /** The same contact without its raw payload, for records that would otherwise be too big for the log. */
    public CanonicalContact withoutRaw() {
        return raw == null ? this : toBuilder().raw(null).build();
    }

    public CanonicalContactBuilder toBuilder() {
        return new CanonicalContactBuilder(this);
    }

    public static CanonicalContactBuilder builder(String externalId) {
        return new CanonicalContactBuilder(externalId);
    }

    public static CanonicalContact tombstone(String externalId, String etag) {
        return builder(externalId).etag(etag).deleted(true).build();
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "CanonicalContact[deleted=" + deleted + "]";
    }
}
