package dev.kith.sync.crm;

import ezvcard.Ezvcard;
import ezvcard.VCardVersion;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Contacts as vCards, read and written some at a time however many there are. */
@ApplicationScoped
public class ContactExport {

    private static final int AT_ONCE = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final Contacts contacts;

    ContactExport(Contacts contacts) {
        this.contacts = contacts;
    }

    /** Those that a search finds, by their ids. */
    public Multi<String> all(ContactSearch search, VCardVersion version) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<>(FIRST),
                        last -> contacts.after(search, last.get(), AT_ONCE).invoke(found -> {
                            if (!found.isEmpty()) {
                                last.set(found.get(found.size() - 1).id());
                            }
                        }))
                .until(List::isEmpty)
                .map(some -> write(some, version));
    }

    public static String write(List<ContactView> some, VCardVersion version) {
        return Ezvcard.write(some.stream()
                        .map(contact -> ContactCard.of(contact, version))
                        .toList())
                .prodId(false)
                .version(version)
                .versionStrict(false)
                .go();
    }
}
