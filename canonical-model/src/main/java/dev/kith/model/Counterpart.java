package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who was at the other end, by the handle under which the source knows them.
 *
 * @param handle as the source wrote it
 * @param e164 the number to match by; {@code null} unless {@code kind} is {@link Kind#PHONE} and the number is valid
 * @param email the normalised address to match by; {@code null} unless {@code kind} is {@link Kind#EMAIL}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Counterpart(String handle, Kind kind, String e164, String email) {

    /** What sort of handle it is. Only phones and e-mail addresses belong to people. */
    public enum Kind {
        @JsonProperty("phone")
        PHONE,
        @JsonProperty("email")
        EMAIL,
        /** A number of at most six digits, such as a bank's. */
        @JsonProperty("short-code")
        SHORT_CODE,
        /** A brand: an alphanumeric SMS sender or an Apple business account. */
        @JsonProperty("business")
        BUSINESS
    }

    private static final Pattern NUMBER =
            Pattern.compile("\\+?[0-9() .\\-/\\u00A0,;#*xp]*[0-9][0-9() .\\-/\\u00A0,;#*xp]*");
    private static final int SHORT_CODE_DIGITS = 6;

    public Counterpart {
        if (handle == null || handle.isBlank()) {
            throw new IllegalArgumentException("handle must not be blank");
        }
        if (kind == null) {
            throw new IllegalArgumentException("kind must not be absent");
        }
    }

    /**
     * Reads a handle as Apple's databases hold it.
     *
     * @param region ISO 3166-1 alpha-2 region by which a number without a country code is read
     */
    public static Counterpart of(String handle, String region) {
        String shown = UnicodeText.clean(handle).strip();
        String email = EmailNormalizer.normalize(shown);
        if (email != null) {
            return new Counterpart(shown, Kind.EMAIL, null, email);
        }
        if (!NUMBER.matcher(shown).matches()) {
            return new Counterpart(shown, Kind.BUSINESS, null, null);
        }
        String e164 = PhoneNormalizer.e164(shown, region);
        long digits = shown.chars().filter(Character::isDigit).count();
        if (e164 == null && digits <= SHORT_CODE_DIGITS && !shown.startsWith("+")) {
            return new Counterpart(shown, Kind.SHORT_CODE, null, null);
        }
        return new Counterpart(shown, Kind.PHONE, e164, null);
    }

    /** The same for every spelling of the same handle: E.164, normalised address, or the handle in lower case. */
    @JsonIgnore
    public String normalized() {
        if (e164 != null) {
            return e164;
        }
        return email != null ? email : handle.toLowerCase(Locale.ROOT);
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "Counterpart[" + kind + "]";
    }
}
