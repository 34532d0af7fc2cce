package dev.kith.sync.backfill.identity;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * By what a contact can be recognised.
 *
 * @param email the normalised primary address; {@code null} when it has none
 * @param phones valid numbers in E.164
 * @param name the name of a person, never one made up from an organisation or an address; {@code null} when it has none
 */
public record IdentityKeys(String email, List<String> phones, String name) {

    private static final int STRIPES = 1024;

    public static IdentityKeys of(CanonicalContact contact, MappedContact mapped) {
        String email = contact.emails().stream()
                .filter(Email::primary)
                .findFirst()
                .or(() -> contact.emails().stream().findFirst())
                .map(Email::normalized)
                .orElse(null);
        List<String> phones = contact.phones().stream()
                .map(Phone::e164)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new IdentityKeys(email, phones, mapped.scalar(ScalarField.NAME));
    }

    public boolean hasEmailOrPhone() {
        return email != null || !phones.isEmpty();
    }

    /** The name as the look-up compares it. */
    public String lookupName() {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    /** The advisory-lock stripes that everybody who creates or links such a contact takes first. */
    public Stream<Integer> stripes(String externalKey) {
        return Stream.concat(
                        Stream.of("id:" + externalKey, "email:" + email, "name:" + lookupName()),
                        phones.stream().map(phone -> "phone:" + phone))
                .filter(key -> !key.endsWith(":null"))
                .map(key -> Math.floorMod(key.hashCode(), STRIPES));
    }
}
