package dev.kith.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Collects the parts of a {@link CanonicalContact} while a provider maps its payload. */
public final class CanonicalContactBuilder {
    private final String externalId;
    private String etag;
    private String uid;
    private List<String> aliases = List.of();
    private boolean deleted;
    private String displayName;
    private String namePrefix;
    private String firstName;
    private String middleName;
    private String lastName;
    private String nameSuffix;
    private String nickname;
    private List<Email> emails = List.of();
    private List<Phone> phones = List.of();
    private List<PostalAddress> addresses = List.of();
    private List<Organization> organizations = List.of();
    private List<DateEvent> birthdays = List.of();
    private List<DateEvent> anniversaries = List.of();
    private List<DateEvent> events = List.of();
    private List<Url> urls = List.of();
    private List<Username> usernames = List.of();
    private List<Photo> photos = List.of();
    private String notes;
    private List<Relation> relations = List.of();
    private List<CustomField> customFields = List.of();
    private List<String> groupMemberships = List.of();
    private JsonNode raw;

    CanonicalContactBuilder(String externalId) {
        this.externalId = externalId;
    }

    CanonicalContactBuilder(CanonicalContact contact) {
        this(contact.externalId(), contact);
    }

    private CanonicalContactBuilder(String externalId, CanonicalContact contact) {
        this.externalId = externalId;
        etag = contact.etag();
        uid = contact.uid();
        aliases = contact.aliases();
        deleted = contact.deleted();
        displayName = contact.displayName();
        namePrefix = contact.namePrefix();
        firstName = contact.firstName();
        middleName = contact.middleName();
        lastName = contact.lastName();
        nameSuffix = contact.nameSuffix();
        nickname = contact.nickname();
        emails = contact.emails();
        phones = contact.phones();
        addresses = contact.addresses();
        organizations = contact.organizations();
        birthdays = contact.birthdays();
        anniversaries = contact.anniversaries();
        events = contact.events();
        urls = contact.urls();
        usernames = contact.usernames();
        photos = contact.photos();
        notes = contact.notes();
        relations = contact.relations();
        customFields = contact.customFields();
        groupMemberships = contact.groupMemberships();
        raw = contact.raw();
    }

    /** The same contact under another id. */
    public static CanonicalContactBuilder copyAs(String externalId, CanonicalContact contact) {
        return new CanonicalContactBuilder(externalId, contact);
    }

    public CanonicalContactBuilder etag(String value) {
        etag = value;
        return this;
    }

    public CanonicalContactBuilder uid(String value) {
        uid = value;
        return this;
    }

    public CanonicalContactBuilder aliases(List<String> value) {
        aliases = value;
        return this;
    }

    public CanonicalContactBuilder deleted(boolean value) {
        deleted = value;
        return this;
    }

    public CanonicalContactBuilder displayName(String value) {
        displayName = value;
        return this;
    }

    public CanonicalContactBuilder namePrefix(String value) {
        namePrefix = value;
        return this;
    }

    public CanonicalContactBuilder firstName(String value) {
        firstName = value;
        return this;
    }

    public CanonicalContactBuilder middleName(String value) {
        middleName = value;
        return this;
    }

    public CanonicalContactBuilder lastName(String value) {
        lastName = value;
        return this;
    }

    public CanonicalContactBuilder nameSuffix(String value) {
        nameSuffix = value;
        return this;
    }

    public CanonicalContactBuilder nickname(String value) {
        nickname = value;
        return this;
    }

    public CanonicalContactBuilder emails(List<Email> value) {
        emails = value;
        return this;
    }

    public CanonicalContactBuilder phones(List<Phone> value) {
        phones = value;
        return this;
    }

    public CanonicalContactBuilder addresses(List<PostalAddress> value) {
        addresses = value;
        return this;
    }

    public CanonicalContactBuilder organizations(List<Organization> value) {
        organizations = value;
        return this;
    }

    public CanonicalContactBuilder birthdays(List<DateEvent> value) {
        birthdays = value;
        return this;
    }

    public CanonicalContactBuilder anniversaries(List<DateEvent> value) {
        anniversaries = value;
        return this;
    }

    public CanonicalContactBuilder events(List<DateEvent> value) {
        events = value;
        return this;
    }

    public CanonicalContactBuilder urls(List<Url> value) {
        urls = value;
        return this;
    }

    public CanonicalContactBuilder usernames(List<Username> value) {
        usernames = value;
        return this;
    }

    public CanonicalContactBuilder photos(List<Photo> value) {
        photos = value;
        return this;
    }

    public CanonicalContactBuilder notes(String value) {
        notes = value;
        return this;
    }

    public CanonicalContactBuilder relations(List<Relation> value) {
        relations = value;
        return this;
    }

    public CanonicalContactBuilder customFields(List<CustomField> value) {
        customFields = value;
        return this;
    }

    public CanonicalContactBuilder groupMemberships(List<String> value) {
        groupMemberships = value;
        return this;
    }

    public CanonicalContactBuilder raw(JsonNode value) {
        raw = value;
        return this;
    }

    public CanonicalContact build() {
        return new CanonicalContact(
                externalId,
                etag,
                uid,
                aliases,
                deleted,
                displayName,
                namePrefix,
                firstName,
                middleName,
                lastName,
                nameSuffix,
                nickname,
                emails,
                phones,
                addresses,
                organizations,
                birthdays,
                anniversaries,
                events,
                urls,
                usernames,
                photos,
                notes,
                relations,
                customFields,
                groupMemberships,
                raw);
    }
}
