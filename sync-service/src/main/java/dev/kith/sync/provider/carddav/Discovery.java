package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds somebody's address books from the address that was entered: the address itself, be it a book, a home, an owner or
 * only a server; what the domain's records say; the well-known address; the root.
 */
final class Discovery {

    private final DavClient client;
    private final ServiceRecords records;
    private final Function<URI, ServerQuirks> quirks;

    Discovery(DavClient client, ServiceRecords records, Function<URI, ServerQuirks> quirks) {
        this.client = client;
        this.records = records;
        this.quirks = quirks;
    }

    /**
     * What looking at a place came to.
     *
     * @param home {@code null} where there was none
     * @param others where else to look then
     */
    private record Found(Home home, List<Place> others) {}

    /** Fails with {@link ProviderException} when nothing is found. */
    Uni<Home> find(Login login, BookChoice choice) {
        return Place.of(login, records)
                .chain(places -> firstOf(places, choice, new ArrayList<>()))
                .map(home -> {
                    if (!choice.allAmong(home.all())) {
                        throw new ProviderException(new ProviderFailure.Permanent(
                                "An address book that was chosen is not there; the account has "
                                        + home.all().size() + ". Choose anew."));
                    }
                    if (home.books().isEmpty()) {
                        throw new ProviderException(
                                new ProviderFailure.Permanent(
                                        "The account has no address book that is to be read. Make one there, or choose others."));
                    }
                    return home;
                });
    }

    private Uni<Home> firstOf(List<Place> places, BookChoice choice, List<ProviderException> failures) {
        if (places.isEmpty()) {
            return Uni.createFrom().failure(nothing(failures));
        }
        Place place = places.get(0);
        List<Place> others = places.subList(1, places.size());
        return examine(place, choice)
                .map(found -> new Found(found.orElse(null), others))
                .onFailure(place::othersMayHelp)
                .recoverWithItem(failure -> {
                    failures.add((ProviderException) failure);
                    return new Found(null, place.after((ProviderException) failure, others));
                })
                .chain(found -> found.home() == null
                        ? firstOf(found.others(), choice, failures)
                        : Uni.createFrom().item(found.home()));
    }

    private static ProviderException nothing(List<ProviderException> failures) {
        return first(ProviderFailure.TargetRefused.class, failures)
                .or(() -> first(ProviderFailure.Transient.class, failures))
                .orElseGet(() -> new ProviderException(new ProviderFailure.Permanent(
                        "No address books were found at this address. Look up the CardDAV address in the service's"
                                + " help and enter that.")));
    }

    private static Optional<ProviderException> first(
            Class<? extends ProviderFailure> kind, List<ProviderException> failures) {
        return failures.stream()
                .filter(failure -> kind.isInstance(failure.failure()))
                .findFirst();
    }

    private Uni<Optional<Home>> examine(Place place, BookChoice choice) {
        return client.read(place.login(), DavRequest.propfind(place.address(), 0, DavXml.WHERE))
                .chain(read -> {
                    DavProperties self = read.self();
                    String principal = principal(read, self).map(Hrefs::name).orElse(Hrefs.name(read.address()));
                    if (self.addressBook()) {
                        Book only = book(read.address(), self);
                        return Uni.createFrom()
                                .item(Optional.of(new Home(place.login(), principal, List.of(only), List.of())));
                    }
                    if (!self.homeSets().isEmpty()) {
                        return books(place.login(), principal, homes(read, self), choice);
                    }
                    return principal(read, self)
                            .map(address -> ofPrincipal(place.login(), address, choice))
                            .orElseGet(() -> books(place.login(), principal, List.of(read.address()), choice)
                                    .map(home ->
                                            home.filter(found -> !found.books().isEmpty())));
                });
    }

    private Uni<Optional<Home>> ofPrincipal(Login login, URI principal, BookChoice choice) {
        return client.read(login, DavRequest.propfind(principal, 0, DavXml.WHERE))
                .chain(read -> {
                    DavProperties self = read.self();
                    if (self.homeSets().isEmpty()) {
                        // Busy servers leave it out at times.
                        return Uni.createFrom()
                                .failure(new ProviderException(new ProviderFailure.Transient(
                                        "The server does not say where the address books are. It is asked again.")));
                    }
                    return books(login, Hrefs.name(principal), homes(read, self), choice);
                });
    }

    private Uni<Optional<Home>> books(Login login, String principal, List<URI> homes, BookChoice choice) {
        return Multi.createFrom()
                .iterable(homes)
                .onItem()
                .transformToUniAndConcatenate(home -> booksIn(login, home))
                .collect()
                .asList()
                .map(found -> {
                    Map<String, Book> all = new LinkedHashMap<>();
                    found.forEach(some -> some.forEach(book -> all.putIfAbsent(book.path(), book)));
                    List<Book> books = List.copyOf(all.values());
                    return Optional.of(new Home(
                            login,
                            principal,
                            books.stream().filter(choice.wanted()).toList(),
                            books.stream().filter(choice.wanted().negate()).toList()));
                });
    }

    private Uni<List<Book>> booksIn(Login login, URI home) {
        return client.read(login, DavRequest.propfind(home, 1, DavXml.WHERE)).map(read -> {
            boolean typed = quirks.apply(read.address()).typesBooks();
            List<Book> books = new ArrayList<>();
            for (Multistatus.Entry entry : read.multistatus().entries()) {
                boolean book = typed ? entry.properties().addressBook() : !read.isSelf(entry);
                if (book && entry.told() && entry.properties().readable()) {
                    Hrefs.resolve(read.address(), entry.href())
                            .ifPresent(found -> books.add(book(found, entry.properties())));
                }
            }
            return books;
        });
    }

    private static Book book(URI address, DavProperties properties) {
        return new Book(address, properties.displayName(), properties.reports().contains("sync-collection"));
    }

    private static Optional<URI> principal(DavClient.Read read, DavProperties self) {
        return Optional.ofNullable(self.principal()).flatMap(href -> Hrefs.resolve(read.address(), href));
    }

    private static List<URI> homes(DavClient.Read read, DavProperties self) {
        return self.homeSets().stream()
                .flatMap(href -> Hrefs.resolve(read.address(), href).stream())
                .toList();
    }
}
