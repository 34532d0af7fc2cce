package dev.kith.sync.crm;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.parameter.ImageType;
import ezvcard.property.Address;
import ezvcard.property.Anniversary;
import ezvcard.property.Birthday;
import ezvcard.property.Email;
import ezvcard.property.Organization;
import ezvcard.property.Photo;
import ezvcard.property.RawProperty;
import ezvcard.property.Revision;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.Uid;
import ezvcard.property.Url;
import ezvcard.property.VCardProperty;
import ezvcard.util.PartialDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** A contact as a vCard, readable by whatever reads vCards. What the standard has no place for is written as Apple does. */
final class ContactCard {

    private static final String BIRTHDAY = "birthday";
    private static final String ANNIVERSARY = "anniversary";

    /** The year by which Apple says that there is none. */
    private static final int NO_YEAR = 1604;

    private static final String OMITTED = "X-APPLE-OMIT-YEAR";

    private final VCard card = new VCard();
    private final VCardVersion version;
    private int groups;

    private ContactCard(VCardVersion version) {
        this.version = version;
    }

    static VCard of(ContactView contact, VCardVersion version) {
        ContactCard written = new ContactCard(version);
        written.identity(contact);
        written.values(contact.values());
        return written.card;
    }

    private void identity(ContactView contact) {
        card.setVersion(version);
        card.setUid(new Uid("urn:uuid:" + contact.id()));
        if (contact.updatedAt() != null) {
            card.setRevision(new Revision(contact.updatedAt()));
        }
    }

    private void values(ContactBody values) {
        card.setFormattedName(values.name());
        StructuredName name = new StructuredName();
        name.setGiven(values.firstName());
        name.setFamily(values.lastName());
        if (values.middleName() != null) {
            name.getAdditionalNames().add(values.middleName());
        }
        card.setStructuredName(name);
        if (values.nickname() != null) {
            card.setNickname(values.nickname());
        }
        if (values.organization() != null || values.department() != null) {
            Organization organization = new Organization();
            organization.getValues().add(values.organization() == null ? "" : values.organization());
            if (values.department() != null) {
                organization.getValues().add(values.department());
            }
            card.setOrganization(organization);
        }
        if (values.title() != null) {
            card.addTitle(values.title());
        }
        if (values.notes() != null) {
            card.addNote(values.notes());
        }
        if (values.photoUrl() != null && values.photoUrl().startsWith("http")) {
            card.addPhoto(new Photo(values.photoUrl(), ImageType.JPEG));
        }
        ContactRules.emptyIfNull(values.emails()).forEach(this::email);
        ContactRules.emptyIfNull(values.phones()).forEach(this::phone);
        ContactRules.emptyIfNull(values.addresses()).forEach(this::address);
        ContactRules.emptyIfNull(values.urls()).forEach(this::url);
        ContactRules.emptyIfNull(values.dates()).forEach(this::date);
        String[] labels = ContactRules.emptyIfNull(values.labels()).stream()
                .map(ContactValue.Label::name)
                .toArray(String[]::new);
        if (labels.length > 0) {
            card.setCategories(labels);
        }
    }

    private void email(ContactValue.Email value) {
        Email email = new Email(value.value());
        preferred(email, value.primary());
        label(email, value.label());
        card.addEmail(email);
    }

    private void phone(ContactValue.Phone value) {
        Telephone phone = new Telephone(value.value());
        preferred(phone, value.primary());
        label(phone, value.label());
        card.addTelephoneNumber(phone);
    }

    private void address(ContactValue.Address value) {
        Address address = new Address();
        address.setStreetAddress(value.street());
        address.setExtendedAddress(value.street2());
        address.setLocality(value.city());
        address.setRegion(value.region());
        address.setPostalCode(value.postalCode());
        address.setCountry(value.country());
        preferred(address, value.current());
        label(address, value.label());
        card.addAddress(address);
    }

    private void url(ContactValue.Url value) {
        Url url = new Url(value.value());
        label(url, value.label());
        card.addUrl(url);
    }

    private void date(ContactValue.Anniversary value) {
        Optional<LocalDate> day = day(value);
        if (day.isPresent() && BIRTHDAY.equals(value.label())) {
            card.setBirthday(birthday(value, day.get()));
        } else if (day.isPresent() && ANNIVERSARY.equals(value.label()) && version == VCardVersion.V4_0) {
            card.setAnniversary(
                    value.year() == null ? new Anniversary(withoutYear(value)) : new Anniversary(day.get()));
        } else {
            int year = value.year() == null ? NO_YEAR : value.year();
            RawProperty date =
                    card.addExtendedProperty("X-ABDATE", "%04d-%02d-%02d".formatted(year, value.month(), value.day()));
            if (value.year() == null) {
                date.setParameter(OMITTED, String.valueOf(NO_YEAR));
            }
            grouped(date, value.label());
        }
    }

    private Birthday birthday(ContactValue.Anniversary value, LocalDate day) {
        if (value.year() == null && version == VCardVersion.V4_0) {
            return new Birthday(withoutYear(value));
        }
        Birthday birthday = new Birthday(day);
        if (value.year() == null) {
            birthday.setParameter(OMITTED, String.valueOf(NO_YEAR));
        }
        return birthday;
    }

    /** Empty for a day that no calendar has: other programs write into the tables too. */
    private static Optional<LocalDate> day(ContactValue.Anniversary value) {
        try {
            return Optional.of(LocalDate.of(value.year() == null ? NO_YEAR : value.year(), value.month(), value.day()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static PartialDate withoutYear(ContactValue.Anniversary value) {
        return PartialDate.builder().month(value.month()).date(value.day()).build();
    }

    private void preferred(VCardProperty property, boolean primary) {
        if (primary && version == VCardVersion.V4_0) {
            property.getParameters().setPref(1);
        } else if (primary) {
            property.addParameter("TYPE", "pref");
        }
    }

    private void label(VCardProperty property, String label) {
        if (label == null || label.isBlank()) {
            return;
        }
        if (label.matches("[A-Za-z0-9-]+")) {
            property.addParameter("TYPE", label.equalsIgnoreCase("mobile") ? "cell" : label.toLowerCase(Locale.ROOT));
        } else {
            grouped(property, label);
        }
    }

    private void grouped(VCardProperty property, String label) {
        groups++;
        property.setGroup("item" + groups);
        card.addExtendedProperty("X-ABLabel", label).setGroup("item" + groups);
    }
}
