package dev.kith.sync.provider.carddav;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks whether cards are really gone: listings have come back short before. */
final class Absence {

    private static final int BATCH = 50;

    private final DavClient client;

    Absence(DavClient client) {
        this.client = client;
    }

    /** Those of a book's cards that the server says are not there. Fails with {@link BookGoneException}. */
    Uni<Set<String>> among(Login login, URI book, Set<String> names) {
        List<String> all = names.stream().sorted().toList();
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndConcatenate(batch -> batch(login, book, batch))
                .collect()
                .in(HashSet::new, Set::addAll);
    }

    private Uni<Set<String>> batch(Login login, URI book, List<String> names) {
        return client.send(login, DavRequest.report(book, 0, DavXml.multiget(names, false)))
                .chain(response -> {
                    if (response.gone()) {
                        return bookIsThere(login, book)
                                .chain(() -> singly(login, book, Set.copyOf(names), new HashSet<>()));
                    }
                    DavClient.Read read = DavClient.read(login, response);
                    Set<String> gone = new HashSet<>();
                    Set<String> unsaid = new HashSet<>(names);
                    for (Multistatus.Entry entry : read.multistatus().entries()) {
                        Hrefs.resolve(read.address(), entry.href())
                                .map(Hrefs::name)
                                .filter(name -> entry.gone() || entry.told())
                                .filter(unsaid::remove)
                                .filter(name -> entry.gone())
                                .ifPresent(gone::add);
                    }
                    return singly(login, book, unsaid, gone);
                });
    }

    /** Some servers do not answer at all when a single card is gone. */
    private Uni<Void> bookIsThere(Login login, URI book) {
        return client.send(login, DavRequest.propfind(book, 0, DavXml.EXISTENCE))
                .invoke(response -> {
                    if (response.gone()) {
                        throw new BookGoneException();
                    }
                })
                .replaceWithVoid();
    }

    /** Some servers say nothing of what is gone. */
    private Uni<Set<String>> singly(Login login, URI book, Set<String> names, Set<String> gone) {
        return Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUniAndConcatenate(name -> client.send(
                                login, DavRequest.propfind(Hrefs.onServerOf(book, name), 0, DavXml.EXISTENCE))
                        .invoke(response -> {
                            if (response.gone()) {
                                gone.add(name);
                            } else {
                                DavClient.read(login, response);
                            }
                        }))
                .collect()
                .asList()
                .replaceWith(gone);
    }
}
