package dev.kith.sync.provider.vcard;

import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Relation;
import dev.kith.model.Username;
import ezvcard.VCard;
import ezvcard.property.Anniversary;
import ezvcard.property.BinaryProperty;
import ezvcard.property.Birthday;
import ezvcard.property.Categories;
import ezvcard.property.Impp;
import ezvcard.property.RawProperty;
import ezvcard.property.Related;
import ezvcard.property.TextListProperty;
import ezvcard.property.TextProperty;
import ezvcard.property.UriProperty;
import ezvcard.property.VCardProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parts of a card beyond name, ways to reach and address: dates, accounts, relations, and everything else. */
record CardExtras(
        List<DateEvent> birthdays,
        List<DateEvent> anniversaries,
        List<DateEvent> events,
        List<Username> usernames,
        List<Relation> relations,
        List<String> categories,
        List<CustomField> customFields) {

    /** Properties that are mapped elsewhere, or speak of the card and not of the person. */
    private static final Set<String> SPOKEN_FOR = Set.of(
            "X-ABLABEL",
            "X-ABADR",
            "X-ABUID",
            "X-ABSHOWAS",
            "X-ADDRESSBOOKSERVER-KIND",
            "PRODID",
            "REV",
            "VERSION",
            "BEGIN",
            "END",
            "X-IMAGEHASH",
            "X-IMAGETYPE",
            "X-SHARED-PHOTO-DISPLAY-PREF",
            "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
            "X-MS-OL-DESIGN",
            "X-MS-CARDPICTURE",
            "X-ABCROP-RECTANGLE");

    private static final Map<String, String> ACCOUNT_PROPERTIES = Map.ofEntries(
            Map.entry("X-AIM", "aim"),
            Map.entry("X-ICQ", "icq"),
            Map.entry("X-JABBER", "jabber"),
            Map.entry("X-MSN", "msn"),
            Map.entry("X-YAHOO", "yahoo"),
            Map.entry("X-SKYPE", "skype"),
            Map.entry("X-SKYPE-USERNAME", "skype"),
            Map.entry("X-QQ", "qq"),
            Map.entry("X-GOOGLE-TALK", "googletalk"),
            Map.entry("X-GADUGADU", "gadugadu"),
            Map.entry("X-GROUPWISE", "groupwise"),
            Map.entry("X-MS-IMADDRESS", "im"),
            Map.entry("X-TWITTER", "twitter"));

    private static final Set<String> MAPPED_BY_TYPE = Set.of(
            "FormattedName",
            "StructuredName",
            "Nickname",
            "Email",
            "Telephone",
            "Address",
            "Organization",
            "Title",
            "Url",
            "Note",
            "Uid",
            "Revision",
            "ProductId",
            "Photo",
            "Label",
            "Kind",
            "SortString",
            "Source",
            "SourceDisplayText",
            "Profile",
            "Mailer",
            "Xml",
            "ClientPidMap");

    static boolean speaksOfTheCard(String propertyName) {
        return SPOKEN_FOR.contains(propertyName.toUpperCase(Locale.ROOT));
    }

    static CardExtras of(VCard card, CardLabels labels) {
        CardExtras extras = new CardExtras(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        card.getProperties().forEach(property -> extras.take(property, labels));
        return extras;
    }

    private void take(VCardProperty property, CardLabels labels) {
        if (property instanceof RawProperty raw) {
            raw(raw, labels);
        } else if (property instanceof Birthday birthday) {
            CardDates.of("birthday", birthday)
                    .ifPresentOrElse(birthdays::add, () -> unplaced("birthday", CardDates.text(birthday)));
        } else if (property instanceof Anniversary anniversary) {
            CardDates.of("anniversary", anniversary)
                    .ifPresentOrElse(anniversaries::add, () -> unplaced("anniversary", CardDates.text(anniversary)));
        } else if (property instanceof Categories groups) {
            groups.getValues().stream()
                    .map(CardMapper::clean)
                    .filter(name -> name != null && !categories.contains(name))
                    .forEach(categories::add);
        } else if (property instanceof Impp impp) {
            impp(impp, labels);
        } else if (property instanceof Related related) {
            String person = related.getText() != null ? related.getText() : related.getUri();
            relation(person, labels.of(related));
        } else if (!(property instanceof BinaryProperty)
                && !MAPPED_BY_TYPE.contains(property.getClass().getSimpleName())) {
            unplaced(property.getClass().getSimpleName().toLowerCase(Locale.ROOT), text(property));
        }
    }

    private void impp(Impp impp, CardLabels labels) {
        if (impp.getUri() == null) {
            return;
        }
        String service = CardMapper.parameter(impp, "X-SERVICE-TYPE");
        String named = service != null ? service : impp.getProtocol();
        username(impp.getHandle(), named != null ? named.toLowerCase(Locale.ROOT) : labels.of(impp));
    }

    private void raw(RawProperty raw, CardLabels labels) {
        String name = raw.getPropertyName().toUpperCase(Locale.ROOT);
        String value = CardMapper.clean(raw.getValue());
        if (value == null || speaksOfTheCard(name)) {
            return;
        }
        switch (name) {
            case "X-ABDATE" -> date(labels.of(raw), value);
            case "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY" ->
                date("anniversary", value);
            case "X-ABRELATEDNAMES" -> relation(value, labels.of(raw));
            case "X-SPOUSE", "X-MS-SPOUSE", "X-EVOLUTION-SPOUSE", "X-KADDRESSBOOK-X-SPOUSESNAME" ->
                relation(value, "spouse");
            case "X-SOCIALPROFILE" -> {
                String user = CardMapper.parameter(raw, "X-USER");
                username(user != null ? user : value, labels.of(raw));
            }
            default -> {
                if (ACCOUNT_PROPERTIES.containsKey(name)) {
                    username(value, ACCOUNT_PROPERTIES.get(name));
                } else {
                    String label = labels.of(raw);
                    unplaced(label == null ? raw.getPropertyName() : raw.getPropertyName() + " (" + label + ")", value);
                }
            }
        }
    }

    private void date(String label, String value) {
        String called = label == null ? "other" : label;
        CardDates.ofText(called, value)
                .ifPresentOrElse(
                        day -> (called.equals("anniversary") ? anniversaries : events).add(day),
                        () -> unplaced(called, value));
    }

    private void username(String name, String service) {
        String clean = CardMapper.clean(name);
        if (clean != null) {
            usernames.add(new Username(clean, service));
        }
    }

    private void relation(String person, String label) {
        String clean = CardMapper.clean(person);
        if (clean != null) {
            relations.add(new Relation(clean, label));
        }
    }

    private void unplaced(String key, String value) {
        String clean = CardMapper.clean(value);
        if (clean != null) {
            customFields.add(new CustomField(key, clean));
        }
    }

    private static String text(VCardProperty property) {
        if (property instanceof TextProperty text) {
            return text.getValue();
        }
        if (property instanceof TextListProperty list) {
            return String.join(", ", list.getValues());
        }
        if (property instanceof UriProperty uri) {
            return uri.getValue();
        }
        return CardText.of(property);
    }
}
