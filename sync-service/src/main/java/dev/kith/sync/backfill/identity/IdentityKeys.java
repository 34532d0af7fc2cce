package dev.kith.sync.backfill.identity;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Phone;
import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * By what a contact can be recognised.
 *
 * @param uid the vCard UID as a comparable text; {@code null} when it has none
 * @param email the normalised primary address; {@code null} when it has none
 * @param phones valid numbers in E.164
 * @param name the name of a person, never one made up from an organisation or an address; {@code null} when it has none
 * @param company what a contact without a person's name is called by, if it is an organisation
 */
public record IdentityKeys(String uid, String email, List<String> phones, String name, String company) {

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
        String name = mapped.scalar(ScalarField.NAME);
        return new IdentityKeys(
                UidNormalizer.normalize(contact.uid()),
                email,
                phones,
                name,
                name == null ? mapped.scalar(ScalarField.COMPANY) : null);
    }

    /** The address without a tag; {@code null} when it has none. */
    public String mailbox() {
        return email == null ? null : EmailNormalizer.withoutTag(email);
    }

    public boolean hasEmailOrPhone() {
        return email != null || !phones.isEmpty();
    }

    /** What must not contradict the name of whoever shares an address or a number with it. */
    public String calledBy() {
        return name == null ? company : name;
    }

    /** The name as the look-up compares it. */
    public String lookupName() {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    /** The advisory-lock stripes that everybody who creates or links such a contact takes first. */
    public Stream<Integer> stripes(String externalKey) {
        return Stream.concat(
                        Stream.of(
                                "id:" + externalKey,
                                "uid:" + uid,
                                "email:" + email,
                                "email:" + mailbox(),
                                "name:" + lookupName()),
                        phones.stream().map(phone -> "phone:" + phone))
                .filter(key -> !key.endsWith(":null"))
                .map(IdentityKeys::stripe);
    }

    /** The stripe of one key, such as {@code email:ada@example.org}. */
    public static int stripe(String key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }
}
