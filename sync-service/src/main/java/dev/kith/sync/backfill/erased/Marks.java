package dev.kith.sync.backfill.erased;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LinkKey;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * By what somebody is recognised who was erased and comes again: the names sources give, addresses, numbers. The same texts
 * as those whose stripes are locked by whoever makes or links a contact.
 */
public final class Marks {

    private Marks() {}

    public static String id(LinkKey link) {
        return "id:" + link.text();
    }

    public static String email(String normalized) {
        return "email:" + normalized;
    }

    public static String phone(String e164) {
        return "phone:" + e164;
    }

    /** @param comparable as {@link UidNormalizer} makes it */
    public static String uid(String comparable) {
        return "uid:" + comparable;
    }

    /** Every name a contact goes by at its source. */
    static Stream<String> names(CanonicalContact contact) {
        return Stream.concat(Stream.of(contact.externalId()), contact.aliases().stream());
    }

    /** The same as marks. */
    public static Set<String> ids(AccountKey account, CanonicalContact contact) {
        Set<String> ids = new LinkedHashSet<>();
        names(contact).map(name -> id(account.link(name))).forEach(ids::add);
        return ids;
    }

    public static Set<String> of(AccountKey account, CanonicalContact contact) {
        Set<String> marks = ids(account, contact);
        Stream.ofNullable(UidNormalizer.normalize(contact.uid()))
                .map(Marks::uid)
                .forEach(marks::add);
        contact.emails().stream()
                .map(Email::normalized)
                .filter(Objects::nonNull)
                .map(Marks::email)
                .forEach(marks::add);
        contact.phones().stream()
                .map(Phone::e164)
                .filter(Objects::nonNull)
                .map(Marks::phone)
                .forEach(marks::add);
        return marks;
    }
}
