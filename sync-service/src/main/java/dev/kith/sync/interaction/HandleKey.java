package dev.kith.sync.interaction;

import dev.kith.model.Counterpart;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.UnicodeText;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A number, an address or another handle, the same for each of its spellings.
 *
 * @param kind {@code phone} or {@code email} for handles of people, the same words as in {@code contact_info.type}; the
 *     others (short codes, brands, numbers nobody could dial from elsewhere) lead to nobody
 */
public record HandleKey(String kind, String value) {

    private static final String PHONE = "phone";
    private static final String EMAIL = "email";
    private static final String UNDIALLABLE = "number";

    /** A number with its country code is one number, whether or not the numbering plan is known to hold it. */
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private static final Pattern GROUPING = Pattern.compile("[ ().\\-/\\u00A0]");

    public static HandleKey of(Counterpart counterpart) {
        String handle = UnicodeText.clean(counterpart.handle()).strip();
        return switch (counterpart.kind()) {
            case PHONE -> phone(Objects.requireNonNullElse(counterpart.e164(), handle));
            case EMAIL -> email(Objects.requireNonNullElse(counterpart.email(), handle));
            case SHORT_CODE -> new HandleKey("short-code", handle);
            case BUSINESS -> new HandleKey("business", handle.toLowerCase(Locale.ROOT));
        };
    }

    /**
     * The handle of a person; empty for other texts.
     *
     * @param spelled in any notation
     * @param region by which numbers without their country code are read
     */
    public static Optional<HandleKey> ofPerson(String spelled, String region) {
        return spelled.isBlank()
                ? Optional.empty()
                : Optional.of(of(Counterpart.of(spelled, region))).filter(HandleKey::person);
    }

    private static HandleKey phone(String number) {
        String digits = GROUPING.matcher(number).replaceAll("");
        return INTERNATIONAL.matcher(digits).matches()
                ? new HandleKey(PHONE, digits)
                : new HandleKey(UNDIALLABLE, number.toLowerCase(Locale.ROOT));
    }

    private static HandleKey email(String address) {
        String normalized = EmailNormalizer.normalize(address);
        return normalized == null
                ? new HandleKey("business", address.toLowerCase(Locale.ROOT))
                : new HandleKey(EMAIL, normalized);
    }

    public boolean person() {
        return isPhone() || kind.equals(EMAIL);
    }

    public boolean isPhone() {
        return kind.equals(PHONE);
    }

    public String text() {
        return kind + ":" + value;
    }

    /** Reads what {@link #text} writes. */
    public static HandleKey parse(String text) {
        int colon = text.indexOf(':');
        return new HandleKey(text.substring(0, colon), text.substring(colon + 1));
    }

    /** What a contact's value may look like that means this handle, as the indexes of {@code contact_info} hold it. */
    public Set<String> forms() {
        if (!isPhone()) {
            return person() ? Set.of(value) : Set.of();
        }
        if (PhoneNormalizer.e164(value, null) != null) {
            return PhoneNormalizer.lookupForms(value);
        }
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        forms.add("00" + value.substring(1));
        return forms;
    }

    /**
     * Whether a value of which a form was found means this handle. A number that somebody typed without its country code
     * is read by the region, so that nobody abroad is taken for its owner.
     */
    public boolean isMeantBy(String stored, String region) {
        if (!isPhone()) {
            return true;
        }
        String digits = stored.replaceAll("[^0-9+]", "");
        return digits.equals(value)
                || digits.equals("00" + value.substring(1))
                || value.equals(PhoneNormalizer.e164(stored, region));
    }

    /** The handle as people read it: numbers grouped by RFC 3966. */
    public String shown() {
        return isPhone() ? PhoneNormalizer.rfc3966(value) : value;
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "HandleKey[" + kind + "]";
    }
}
