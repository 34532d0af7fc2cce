package dev.kith.sync.provider.vcard;

import ezvcard.io.scribe.RawPropertyScribe;
import ezvcard.io.scribe.ScribeIndex;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which property means what. */
final class CardVocabulary {

    /** They speak of the card or of how it is shown, not of the person. The payload keeps them. */
    private static final Set<String> OF_THE_CARD = Set.of(
            "BEGIN",
            "CALSCALE",
            "CLASS",
            "CLIENTPIDMAP",
            "END",
            "KIND",
            "NAME",
            "PRODID",
            "PROFILE",
            "REV",
            "SOURCE",
            "UID",
            "VERSION",
            "X-ABADR",
            "X-ABCROP-RECTANGLE",
            "X-ABLABEL",
            "X-ABSHOWAS",
            "X-ABUID",
            "X-ADDRESSBOOKSERVER-KIND",
            "X-IMAGEHASH",
            "X-IMAGETYPE",
            "X-MS-CARDPICTURE",
            "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
            "X-MS-OL-DESIGN",
            "X-SHARED-PHOTO-DISPLAY-PREF",
            "X-THUNDERBIRD-ETAG");

    private static final Map<String, String> ACCOUNTS = Map.ofEntries(
            Map.entry("X-AIM", "aim"),
            Map.entry("X-FACEBOOK", "facebook"),
            Map.entry("X-GADUGADU", "gadugadu"),
            Map.entry("X-GOOGLE-TALK", "googleTalk"),
            Map.entry("X-GROUPWISE", "groupwise"),
            Map.entry("X-GTALK", "googleTalk"),
            Map.entry("X-ICQ", "icq"),
            Map.entry("X-JABBER", "jabber"),
            Map.entry("X-LINKEDIN", "linkedin"),
            Map.entry("X-MATRIX", "matrix"),
            Map.entry("X-MESSAGING/XMPP-ALL", "xmpp"),
            Map.entry("X-MS-IMADDRESS", "im"),
            Map.entry("X-MSN", "msn"),
            Map.entry("X-QQ", "qq"),
            Map.entry("X-SIP", "sip"),
            Map.entry("X-SKYPE", "skype"),
            Map.entry("X-SKYPE-USERNAME", "skype"),
            Map.entry("X-TWITTER", "twitter"),
            Map.entry("X-YAHOO", "yahoo"));

    private static final Map<String, String> RELATIVES = Map.ofEntries(
            Map.entry("AGENT", "agent"),
            Map.entry("X-ASSISTANT", "assistant"),
            Map.entry("X-EVOLUTION-ASSISTANT", "assistant"),
            Map.entry("X-EVOLUTION-MANAGER", "manager"),
            Map.entry("X-EVOLUTION-SPOUSE", "spouse"),
            Map.entry("X-KADDRESSBOOK-X-ASSISTANTSNAME", "assistant"),
            Map.entry("X-KADDRESSBOOK-X-MANAGERSNAME", "manager"),
            Map.entry("X-KADDRESSBOOK-X-SPOUSESNAME", "spouse"),
            Map.entry("X-MANAGER", "manager"),
            Map.entry("X-MS-ASSISTANT", "assistant"),
            Map.entry("X-MS-CHILD", "child"),
            Map.entry("X-MS-MANAGER", "manager"),
            Map.entry("X-MS-SPOUSE", "spouse"),
            Map.entry("X-SPOUSE", "spouse"));

    private static final Map<String, String> DAYS = Map.of(
            "ANNIVERSARY", "anniversary",
            "BDAY", "birthday",
            "X-ANNIVERSARY", "anniversary",
            "X-EVOLUTION-ANNIVERSARY", "anniversary",
            "X-KADDRESSBOOK-X-ANNIVERSARY", "anniversary",
            "X-MS-ANNIVERSARY", "anniversary");

    /** Standard properties whose text is worth more than what ez-vcard makes of it. */
    private static final List<String> AS_TEXT = List.of(
            "AGENT",
            "ANNIVERSARY",
            "BDAY",
            "BIRTHPLACE",
            "CALADRURI",
            "CALURI",
            "CLASS",
            "CLIENTPIDMAP",
            "DEATHDATE",
            "DEATHPLACE",
            "EXPERTISE",
            "FBURL",
            "GENDER",
            "GEO",
            "HOBBY",
            "IMPP",
            "INTEREST",
            "KEY",
            "KIND",
            "LANG",
            "LOGO",
            "MAILER",
            "MEMBER",
            "NAME",
            "ORG-DIRECTORY",
            "PHOTO",
            "PRODID",
            "PROFILE",
            "RELATED",
            "REV",
            "ROLE",
            "SORT-STRING",
            "SOUND",
            "SOURCE",
            "TZ",
            "UID",
            "XML");

    private CardVocabulary() {}

    static boolean ofTheCard(String name) {
        return OF_THE_CARD.contains(name);
    }

    /** The service whose account this property names; {@code null} when it names none. */
    static String service(String name) {
        return ACCOUNTS.get(name);
    }

    /** What somebody this property names is to the person; {@code null} when it names nobody. */
    static String relation(String name) {
        return RELATIVES.get(name);
    }

    /** What the day of this property is; {@code null} when it is none. */
    static String day(String name) {
        return DAYS.get(name);
    }

    static ScribeIndex scribes() {
        ScribeIndex scribes = new ScribeIndex();
        AS_TEXT.forEach(name -> scribes.register(new RawPropertyScribe(name)));
        scribes.register(new NameScribe());
        return scribes;
    }
}
