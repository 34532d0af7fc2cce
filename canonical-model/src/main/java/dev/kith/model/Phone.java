package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;

/**
 * A phone number.
 *
 * @param value as the source wrote it
 * @param e164 the number in ITU-T E.164, see {@link PhoneNormalizer}; {@code null} where it has no such form
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Phone(String value, String label, boolean primary, String e164) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

    public Phone {
        value = Components.required(value, "value");
        label = Components.optional(label);
        e164 = Components.optional(e164);
        if (e164 != null && !E164.matcher(e164).matches()) {
            throw new InvalidValueException("e164 must be a plus sign and up to 15 digits");
        }
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "Phone[primary=" + primary + "]";
    }
}
