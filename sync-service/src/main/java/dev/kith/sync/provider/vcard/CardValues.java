package dev.kith.sync.provider.vcard;

import static dev.kith.sync.provider.vcard.CardText.clean;
import static dev.kith.sync.provider.vcard.CardText.joined;

import dev.kith.model.Countries;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Phone;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.PostalAddress;
import dev.kith.model.Url;
import ezvcard.VCard;
import ezvcard.property.Address;
import ezvcard.property.Label;
import ezvcard.property.Telephone;
import ezvcard.util.TelUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The ways to reach somebody that a card names. */
final class CardValues {

    private final VCard card;
    private final CardLabels labels;
    private final String region;

    CardValues(VCard card, CardLabels labels, String region) {
        this.card = card;
        this.labels = labels;
        this.region = region;
    }

    List<Email> emails() {
        ezvcard.property.Email preferred = CardLabels.preferred(card.getEmails());
        List<Email> emails = new ArrayList<>();
        for (ezvcard.property.Email email : card.getEmails()) {
            String address = withoutScheme("mailto:", clean(email.getValue()));
            if (address != null) {
                emails.add(new Email(
                        address, labels.of(email), same(email, preferred), EmailNormalizer.normalize(address)));
            }
        }
        return emails;
    }

    /** @param others numbers in properties of other names */
    List<Phone> phones(List<Gathered.LabelledNumber> others) {
        Telephone preferred = CardLabels.preferred(card.getTelephoneNumbers());
        List<Phone> phones = new ArrayList<>();
        for (Telephone telephone : card.getTelephoneNumbers()) {
            add(phones, number(telephone), labels.of(telephone), same(telephone, preferred));
        }
        others.forEach(other -> add(phones, other.number(), other.label(), false));
        return phones;
    }

    private void add(List<Phone> phones, String number, String label, boolean primary) {
        if (number != null) {
            phones.add(new Phone(number, label, primary, PhoneNormalizer.e164(number, region)));
        }
    }

    private static String number(Telephone telephone) {
        TelUri uri = telephone.getUri();
        return uri == null ? withoutScheme("tel:", clean(telephone.getText())) : TelephoneUri.text(uri);
    }

    private static String withoutScheme(String scheme, String value) {
        return value != null && value.regionMatches(true, 0, scheme, 0, scheme.length())
                ? clean(value.substring(scheme.length()))
                : value;
    }

    List<Url> urls(List<Url> others) {
        return Stream.concat(
                        card.getUrls().stream()
                                .filter(url -> clean(url.getValue()) != null)
                                .map(url -> new Url(clean(url.getValue()), labels.of(url))),
                        others.stream())
                .toList();
    }

    /** Addresses, and labels of parcels that belong to none of them. */
    List<PostalAddress> addresses() {
        Address preferred = CardLabels.preferred(card.getAddresses());
        return Stream.concat(
                        card.getAddresses().stream().map(address -> address(address, same(address, preferred))),
                        card.getOrphanedLabels().stream().map(this::address))
                .filter(Objects::nonNull)
                .toList();
    }

    private PostalAddress address(Address address, boolean primary) {
        String country = joined(address.getCountries(), ", ");
        String code = Countries.code(country);
        PostalAddress mapped = new PostalAddress(
                joined(address.getStreetAddresses(), ", "),
                joined(address.getExtendedAddresses(), ", "),
                joined(address.getPoBoxes(), ", "),
                joined(address.getLocalities(), ", "),
                joined(address.getRegions(), ", "),
                joined(address.getPostalCodes(), ", "),
                // Apple's code says how the address is formatted; where no country is named, it is the best there is.
                country == null ? Countries.code(labels.countryCode(address)) : code,
                country,
                clean(address.getLabel()),
                labels.of(address),
                primary);
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

    private PostalAddress address(Label label) {
        String text = clean(label.getValue());
        return text == null
                ? null
                : new PostalAddress(null, null, null, null, null, null, null, null, text, labels.of(label), false);
    }

    /** Two equal properties are still two. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Object property, Object preferred) {
        return property == preferred;
    }
}
