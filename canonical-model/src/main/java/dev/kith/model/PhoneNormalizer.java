package dev.kith.model;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads phone numbers as people write them.
 *
 * @see <a href="https://github.com/google/libphonenumber">libphonenumber</a>
 */
public final class PhoneNormalizer {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private PhoneNormalizer() {}

    /**
     * The number in E.164. Only valid numbers have one: a short code, a number that is merely possible, or one with an
     * extension would otherwise be taken for somebody else's.
     *
     * @param region ISO 3166-1 alpha-2 region by which a number without a country code is read
     * @return {@code null} when it has none
     */
    public static String e164(String number, String region) {
        if (number == null || number.isBlank() || number.length() > 250) {
            return null;
        }
        try {
            PhoneNumber parsed = PHONES.parse(number, region);
            return parsed.hasExtension() || !PHONES.isValidNumber(parsed)
                    ? null
                    : PHONES.format(parsed, PhoneNumberFormat.E164);
        } catch (NumberParseException e) {
            return null;
        }
    }

    /**
     * The digits, with or without a plus, under which somebody may have written this number: international, national
     * with and without the trunk prefix, and with the international prefix 00.
     */
    public static Set<String> lookupForms(String e164) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(e164);
        forms.add(e164.substring(1));
        forms.add("00" + e164.substring(1));
        try {
            PhoneNumber parsed = PHONES.parse(e164, null);
            forms.add(PHONES.getNationalSignificantNumber(parsed));
            forms.add(PHONES.format(parsed, PhoneNumberFormat.NATIONAL).replaceAll("[^0-9]", ""));
        } catch (NumberParseException e) {
            return forms;
        }
        return forms;
    }

    /** The number as RFC 3966 groups it, such as {@code +1-905-555-1234}. */
    public static String rfc3966(String e164) {
        try {
            return PHONES.format(PHONES.parse(e164, null), PhoneNumberFormat.RFC3966)
                    .substring("tel:".length());
        } catch (NumberParseException e) {
            return e164;
        }
    }
}
