package dev.kith.sync.backfill.identity;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Phone;
import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.LinkKey;
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

    /** Of somebody who is known by a name alone. */
    public static IdentityKeys ofName(String name) {
        return new IdentityKeys(null, null, List.of(), name, null);
    }

    /** Of somebody who is known by a normalised address alone. */
    public static IdentityKeys ofEmail(String email) {
        return new IdentityKeys(null, email, List.of(), null, null);
    }

    /** Of somebody who is known by a number in E.164 alone. */
    public static IdentityKeys ofPhone(String e164) {
        return new IdentityKeys(null, null, List.of(e164), null, null);
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
    public Stream<Integer> stripes() {
        return Stream.of(
                        keys("uid:", Stream.ofNullable(uid)),
                        keys("email:", Stream.ofNullable(email)),
                        keys("email:", Stream.ofNullable(mailbox())),
                        keys("name:", Stream.ofNullable(lookupName())),
                        keys("phone:", phones.stream()))
                .flatMap(keys -> keys)
                .map(IdentityKeys::stripe);
    }

    /** The same with that of its link. */
    public Stream<Integer> stripes(LinkKey link) {
        return Stream.concat(Stream.of(stripe("id:" + link.text())), stripes());
    }

    private static Stream<String> keys(String kind, Stream<String> values) {
        return values.map(kind::concat);
    }

    /** The stripe of one key, such as {@code email:ada@example.org}. */
    public static int stripe(String key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }
}
