package dev.kith.sync.erasure;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.erased.Marks;
import dev.kith.sync.interaction.HandleKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is erased, and by what that person is known.
 *
 * @param contacts the contact and those that were merged into it
 * @param links every entry of a source that leads to one of them
 * @param aliases other names of these entries
 * @param uids in their normal form, that no entry of anybody else has
 * @param handles addresses and numbers that nobody else holds
 * @param spellings of these, as they were typed
 * @param sharedWith who holds one of the other addresses and numbers
 */
record Subject(
        UUID id,
        List<UUID> contacts,
        List<LinkKey> links,
        List<LinkKey> aliases,
        List<String> uids,
        Set<HandleKey> handles,
        Set<String> spellings,
        List<UUID> sharedWith) {

    private static final Pattern SPECIAL = Pattern.compile("[\\p{Punct}\\s]");

    /** By what this person is known when somebody brings them again. */
    Set<String> marks() {
        return Stream.of(
                        links.stream().map(Marks::id),
                        aliases.stream().map(Marks::id),
                        uids.stream().map(Marks::uid),
                        handles.stream().map(HandleKey::text))
                .flatMap(marks -> marks)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A regular expression of PostgreSQL for texts that name a contact, an address or a number of this person. */
    String mentioned() {
        List<String> texts = new ArrayList<>();
        contacts.forEach(contact -> texts.add(contact.toString()));
        handles.forEach(handle -> texts.add(handle.value()));
        texts.addAll(spellings);
        return texts.stream()
                .map(text -> SPECIAL.matcher(text).replaceAll("\\\\$0"))
                .distinct()
                .sorted()
                .collect(Collectors.joining("|", "(^|[^[:alnum:]._%+-])(", ")($|[^[:alnum:]])"));
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "Subject[" + id + "]";
    }
}
