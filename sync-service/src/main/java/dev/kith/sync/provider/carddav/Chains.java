package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.carddav.ChainPages.Reading;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides which books a chain of pages leads through. */
final class Chains {

    private final Homes homes;
    private final KnownLinks links;
    private final Function<URI, ServerQuirks> quirks;
    private final Duration discoverAfter;
    private final Supplier<UUID> ids;
    private final Clock clock;

    Chains(
            Homes homes,
            KnownLinks links,
            Function<URI, ServerQuirks> quirks,
            Duration discoverAfter,
            Supplier<UUID> ids,
            Clock clock) {
        this.homes = homes;
        this.links = links;
        this.quirks = quirks;
        this.discoverAfter = discoverAfter;
        this.ids = ids;
        this.clock = clock;
    }

    /** Through every book there is, and every stream whose book is not there any more. */
    Uni<PageToken> full(SourceAccount account, Login login) {
        return homes.find(account, login)
                .chain(home -> links.streams(account).map(streams -> {
                    List<BookState> books =
                            home.books().stream().map(this::unread).toList();
                    List<String> missing = streams.stream()
                            .filter(stream -> !home.holds(stream))
                            .sorted()
                            .toList();
                    return start(
                            CardDavCursor.of(login, home, BookChoice.of(account), books, clock.instant()), missing);
                }));
    }

    /** Through the books the cursor knows, and now and then, or when others were chosen, those that are new. */
    Uni<PageToken> since(SourceAccount account, Login login, String packed) {
        CardDavCursor cursor = Opaque.unpack(packed, CardDavCursor.class)
                .filter(known -> known.validFor(login))
                .orElse(null);
        if (cursor == null) {
            return Uni.createFrom().failure(expired("The account's address or what is asked of it has changed"));
        }
        Instant due = Instant.ofEpochMilli(cursor.discoveredAt()).plus(discoverAfter);
        BookChoice chosen = BookChoice.of(account);
        return clock.instant().isBefore(due) && chosen.equals(cursor.chosen())
                ? Uni.createFrom().item(start(cursor, List.of()))
                : homes.look(account, login).map(home -> start(renewed(cursor, login, home, chosen), List.of()));
    }

    /** Where the account's books are now. */
    Uni<CardDavCursor> asked(SourceAccount account, Login login) {
        return homes.look(account, login)
                .map(home -> CardDavCursor.of(
                        login,
                        home,
                        BookChoice.of(account),
                        home.books().stream().map(this::unread).toList(),
                        clock.instant()));
    }

    private PageToken start(CardDavCursor cursor, List<String> missing) {
        return PageToken.start(ids.get().toString(), cursor, missing);
    }

    private CardDavCursor renewed(CardDavCursor cursor, Login login, Home home, BookChoice chosen) {
        if (cursor.books().stream().anyMatch(book -> !home.holds(book.path()))) {
            throw expired("An address book is not there any more");
        }
        List<BookState> books = new ArrayList<>();
        for (Book book : home.books()) {
            books.add(cursor.books().stream()
                    .filter(state -> Hrefs.sameCollection(state.path(), book.path()))
                    .findFirst()
                    .map(state -> state.movedTo(book.address().toString()))
                    .orElseGet(() -> unread(book)));
        }
        return CardDavCursor.of(login, home, chosen, books, clock.instant());
    }

    private BookState unread(Book book) {
        return BookState.unread(book, quirks.apply(book.address()));
    }

    /** What to do when a book is not where the chain leads: if it really is gone, everything is listed again. */
    <T> Uni<T> bookGone(Reading reading, BookState book) {
        return homes.look(reading.account(), reading.login())
                .chain(home -> Uni.createFrom()
                        .failure(
                                reading.full() || home.holds(book.path())
                                        ? new ProviderException(new ProviderFailure.Transient(
                                                "An address book could not be reached. It is asked again."))
                                        : expired("An address book is not there any more")));
    }

    /** Whether the account's server tells of its books at all. */
    Uni<Boolean> answers(Reading reading) {
        return homes.look(reading.account(), reading.login())
                .replaceWith(true)
                .onFailure(ProviderException.class)
                .recoverWithItem(false);
    }

    private static ProviderException expired(String why) {
        return new ProviderException(new ProviderFailure.CursorExpired(why + ": everything is listed again."));
    }

    /** The login with which the books of a chain answer. */
    static Login loginFor(Login login, CardDavCursor cursor) {
        URI server = URI.create(cursor.server());
        return login.mayBeShownTo(server) ? login : login.at(server).orElse(login);
    }

    static PageToken unpack(String pageToken, Login login) {
        return Opaque.unpack(pageToken, PageToken.class)
                .filter(at -> at.cursor() != null && at.cursor().validFor(login))
                .orElseThrow(() -> new ProviderException(new ProviderFailure.ChainBroken(
                        "The page position is of an older version or another address: the listing starts again.")));
    }
}
