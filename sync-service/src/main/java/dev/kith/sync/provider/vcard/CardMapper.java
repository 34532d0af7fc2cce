package dev.kith.sync.provider.vcard;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Countries;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import dev.kith.model.UnicodeText;
import dev.kith.model.Url;
import ezvcard.VCard;
import ezvcard.parameter.VCardParameters;
import ezvcard.property.Address;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.TextProperty;
import ezvcard.property.VCardProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps one vCard. What has no place of its own in the model goes to the custom fields, so that nothing is lost. */
final class CardMapper {

    private static final String UNNAMED = "unnamed";

    private final VCard card;
    private final String region;
    private final CardLabels labels;
    private final CardExtras extras;

    CardMapper(VCard card, String region) {
        this.card = card;
        this.region = region;
        this.labels = new CardLabels(card);
        this.extras = CardExtras.of(card, labels);
    }

    /** Whether the card says nothing about anybody. */
    boolean empty() {
        CanonicalContact contact = build();
        return contact.equals(CanonicalContact.builder(UNNAMED).build());
    }

    CanonicalContact contact() {
        String uid = card.getUid() == null ? null : clean(card.getUid().getValue());
        return build().toBuilder().uid(uid).build();
    }

    private CanonicalContact build() {
        StructuredName name = card.getStructuredName();
        return CanonicalContact.builder(UNNAMED)
                .displayName(text(card.getFormattedName()))
                .namePrefix(name == null ? null : joined(name.getPrefixes()))
                .firstName(name == null ? null : clean(name.getGiven()))
                .middleName(name == null ? null : joined(name.getAdditionalNames()))
                .lastName(name == null ? null : clean(name.getFamily()))
                .nameSuffix(name == null ? null : joined(name.getSuffixes()))
                .nickname(
                        card.getNickname() == null
                                ? null
                                : joined(card.getNickname().getValues()))
                .emails(emails())
                .phones(phones())
                .addresses(card.getAddresses().stream()
                        .map(this::address)
                        .filter(Objects::nonNull)
                        .toList())
                .organizations(organizations())
                .birthdays(extras.birthdays())
                .anniversaries(extras.anniversaries())
                .events(extras.events())
                .urls(card.getUrls().stream()
                        .filter(url -> clean(url.getValue()) != null)
                        .map(url -> new Url(clean(url.getValue()), labels.of(url)))
                        .toList())
                .usernames(extras.usernames())
                .photos(card.getPhotos().stream()
                        .filter(photo -> photo.getUrl() != null)
                        .map(photo -> new Photo(photo.getUrl(), labels.primary(photo), false))
                        .toList())
                .notes(joinedLines(card.getNotes()))
                .relations(extras.relations())
                .customFields(extras.customFields())
                .groupMemberships(extras.categories())
                .build();
    }

    private List<Email> emails() {
        List<Email> emails = new ArrayList<>();
        card.getEmails().forEach(email -> {
            String address = clean(email.getValue());
            if (address != null) {
                emails.add(new Email(
                        address, labels.of(email), labels.primary(email), EmailNormalizer.normalize(address)));
            }
        });
        return emails;
    }

    private List<Phone> phones() {
        List<Phone> phones = new ArrayList<>();
        card.getTelephoneNumbers().forEach(telephone -> {
            String number = number(telephone);
            if (number != null) {
                phones.add(new Phone(
                        number, labels.of(telephone), labels.primary(telephone), PhoneNormalizer.e164(number, region)));
            }
        });
        return phones;
    }

    private static String number(Telephone telephone) {
        if (telephone.getUri() == null) {
            return clean(telephone.getText());
        }
        String extension = telephone.getUri().getExtension();
        return clean(telephone.getUri().getNumber() + (extension == null ? "" : " ext. " + extension));
    }

    private PostalAddress address(Address address) {
        String street = joined(address.getStreetAddresses());
        String country = joined(address.getCountries());
        PostalAddress mapped = new PostalAddress(
                street,
                joined(address.getExtendedAddresses()),
                joined(address.getPoBoxes()),
                joined(address.getLocalities()),
                joined(address.getRegions()),
                joined(address.getPostalCodes()),
                Optional.ofNullable(Countries.code(labels.countryCode(address)))
                        .orElseGet(() -> Countries.code(country)),
                country,
                clean(address.getLabel()),
                labels.of(address),
                labels.primary(address));
        boolean says = Stream.of(
                        mapped.street(),
                        mapped.street2(),
                        mapped.poBox(),
                        mapped.city(),
                        mapped.region(),
                        mapped.postalCode(),
                        mapped.countryName(),
                        mapped.formatted())
                .anyMatch(Objects::nonNull);
        return says ? mapped : null;
    }

    /** The first title belongs to the first organisation, and so on. */
    private List<Organization> organizations() {
        List<Organization> organizations = new ArrayList<>();
        int count = Math.max(card.getOrganizations().size(), card.getTitles().size());
        for (int i = 0; i < count; i++) {
            List<String> units = i < card.getOrganizations().size()
                    ? card.getOrganizations().get(i).getValues()
                    : List.of();
            String title =
                    i < card.getTitles().size() ? clean(card.getTitles().get(i).getValue()) : null;
            String name = units.isEmpty() ? null : clean(units.get(0));
            String department = units.size() < 2 ? null : joined(units.subList(1, units.size()));
            if (name != null || department != null || title != null) {
                organizations.add(new Organization(name, department, title, i == 0));
            }
        }
        return organizations;
    }

    private static String joinedLines(List<? extends TextProperty> properties) {
        return blankToNull(properties.stream()
                .map(property -> clean(property.getValue()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n\n")));
    }

    static String text(TextProperty property) {
        return property == null ? null : clean(property.getValue());
    }

    static String joined(List<String> parts) {
        return blankToNull(
                parts.stream().map(CardMapper::clean).filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }

    static String clean(String text) {
        return UnicodeText.stripped(text);
    }

    private static String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    static String parameter(VCardProperty property, String name) {
        VCardParameters parameters = property.getParameters();
        return parameters.first(name);
    }
}
