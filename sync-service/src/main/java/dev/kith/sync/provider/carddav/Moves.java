package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.KnownLinks.KnownLink;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells a contact that moved from one that is new: it has the UID of another, and that other is gone. */
final class Moves {

    private final KnownLinks links;
    private final Absence absence;

    Moves(KnownLinks links, Absence absence) {
        this.links = links;
        this.absence = absence;
    }

    /**
     * Of people under new names, those who were known under another, with what was known.
     *
     * @param uids in their normal form, by name
     */
    Uni<Map<String, KnownLink>> among(
            SourceAccount account, Login login, CardDavCursor cursor, Map<String, String> uids) {
        if (uids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return links.withUids(account, new HashSet<>(uids.values()))
                .chain(known -> gone(login, cursor, known))
                .map(gone -> {
                    Map<String, KnownLink> byUid = new HashMap<>();
                    gone.forEach(link -> byUid.putIfAbsent(link.uid(), link));
                    Map<String, KnownLink> moved = new HashMap<>();
                    // Two new cards of one UID: the first goes on, the other is somebody new.
                    uids.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(person -> {
                        KnownLink former = byUid.remove(person.getValue());
                        if (former != null) {
                            moved.put(person.getKey(), former);
                        }
                    });
                    return moved;
                });
    }

    /** Those whose cards the server no longer has. */
    Uni<List<KnownLink>> gone(Login login, CardDavCursor cursor, List<KnownLink> known) {
        Map<String, List<KnownLink>> byStream = known.stream().collect(Collectors.groupingBy(KnownLink::stream));
        return Multi.createFrom()
                .iterable(byStream.entrySet())
                .onItem()
                .transformToUniAndConcatenate(stream -> gone(login, cursor, stream.getKey(), stream.getValue()))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    private Uni<List<KnownLink>> gone(Login login, CardDavCursor cursor, String stream, List<KnownLink> known) {
        URI book = cursor.books().stream()
                .filter(state -> Hrefs.sameCollection(state.path(), stream))
                .findFirst()
                .map(state -> URI.create(state.address()))
                .orElse(null);
        if (book == null) {
            // Its whole book is not read any more. A full run tells what that means.
            URI first = URI.create(cursor.books().get(0).address());
            return absent(login, Hrefs.onServerOf(first, stream), known)
                    .onFailure(BookGoneException.class)
                    .recoverWithItem(known);
        }
        return absent(login, book, known).onFailure(BookGoneException.class).recoverWithItem(List.of());
    }

    private Uni<List<KnownLink>> absent(Login login, URI book, List<KnownLink> known) {
        Set<String> names = known.stream().map(KnownLink::name).collect(Collectors.toSet());
        return absence.among(login, book, names)
                .map(gone -> known.stream()
                        .filter(link -> gone.contains(link.name()))
                        .toList());
    }
}
