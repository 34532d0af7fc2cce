package dev.kith.model;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads phone numbers as people write them.
 *
 * @see <a href="https://github.com/google/libphonenumber">libphonenumber</a>
 */
public final class PhoneNormalizer {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String URI = "tel:";
    private static final int LONGEST = 250;
    private static final int LONGEST_E164 = 16;
    /** With fewer digits and no country, as in 5551234, it is a number of many places. */
    private static final int LEAST_TELLING = 9;

    private PhoneNormalizer() {}

    /** Whether numbers without a country code can be read by this region, in either case. */
    public static boolean knows(String region) {
        return PHONES.getSupportedRegions().contains(regionCode(region));
    }

    /**
     * The number in E.164. Only what can be dialled from anywhere and reaches one person has it: a short code, a number that
     * is merely possible, one with an extension, or letters that are no toll-free number's would otherwise be taken for
     * somebody else's number.
     *
     * @param region ISO 3166-1 alpha-2 region by which a number without a country code is read; {@code null} for none
     * @return {@code null} when it has none
     */
    public static String e164(String number, String region) {
        if (number == null || number.isBlank() || number.length() > LONGEST) {
            return null;
        }
        String text = withoutWordsBeforePlus(number);
        String home = region == null ? null : regionCode(region);
        return dialled(text, home)
                .or(() -> dialled(internationalPrefixAsPlus(text), home))
                .orElse(null);
    }

    private static String regionCode(String region) {
        return region.strip().toUpperCase(Locale.ROOT);
    }

    /** Somebody's note before a number that names its country, such as {@code Tel. +49}, is no part of it. */
    private static String withoutWordsBeforePlus(String number) {
        if (isUri(number)) {
            return URI + number.strip().substring(URI.length());
        }
        int plus = number.indexOf('+');
        return plus < 0 ? number : number.substring(plus);
    }

    /** 00 is understood as a plus everywhere, also where the network itself uses another prefix. */
    private static String internationalPrefixAsPlus(String number) {
        String digits = PhoneNumberUtil.normalizeDiallableCharsOnly(number);
        String national = digits.startsWith("+") ? digits.substring(1) : digits;
        return national.startsWith("00") && !hasLetters(number) ? "+" + national.substring(2) : "";
    }

    private static Optional<String> dialled(String number, String region) {
        PhoneNumber parsed;
        try {
            parsed = PHONES.parse(number, region);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
        if (parsed.hasExtension() || !PHONES.isValidNumber(parsed)) {
            return Optional.empty();
        }
        if (hasLetters(number) && !isUri(number) && PHONES.getNumberType(parsed) != PhoneNumberType.TOLL_FREE) {
            return Optional.empty();
        }
        String e164 = PHONES.format(parsed, PhoneNumberFormat.E164);
        return e164.length() > LONGEST_E164 ? Optional.empty() : Optional.of(e164);
    }

    /** RFC 3966, whose parameters are words. */
    private static boolean isUri(String number) {
        return number.strip().regionMatches(true, 0, URI, 0, URI.length());
    }

    private static boolean hasLetters(String number) {
        return number.codePoints().anyMatch(Character::isLetter);
    }

    /**
     * The digits, with or without a plus, under which somebody may have written this number: international, with the
     * prefix 00, and as it is dialled inside its own country where that is long enough to be no other country's number.
     */
    public static Set<String> lookupForms(String e164) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(e164);
        forms.add(e164.substring(1));
        forms.add("00" + e164.substring(1));
        try {
            PhoneNumber parsed = PHONES.parse(e164, null);
            Stream.of(
                            PHONES.getNationalSignificantNumber(parsed),
                            PhoneNumberUtil.normalizeDigitsOnly(PHONES.format(parsed, PhoneNumberFormat.NATIONAL)))
                    .filter(national -> national.length() >= LEAST_TELLING)
                    .forEach(forms::add);
        } catch (NumberParseException e) {
            return forms;
        }
        return forms;
    }

    /** The number as RFC 3966 groups it, such as {@code +1-905-555-1234}. */
    public static String rfc3966(String e164) {
        try {
            return PHONES.format(PHONES.parse(e164, null), PhoneNumberFormat.RFC3966)
                    .substring(URI.length());
        } catch (NumberParseException e) {
            return e164;
        }
    }
}
