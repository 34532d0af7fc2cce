package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.carddav.SyncCollection.Answer;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Tells what is in a book, or what of it changed, by whatever way its server offers. */
final class BookReader {

    private final DavClient client;
    private final SyncCollection sync;
    private final Function<URI, ServerQuirks> quirks;

    BookReader(DavClient client, Function<URI, ServerQuirks> quirks) {
        this.client = client;
        this.sync = new SyncCollection(client);
        this.quirks = quirks;
    }

    /**
     * What changed since the book was read, or all of it. Fails with {@link BookGoneException}, with
     * {@link ProviderFailure.CursorExpired} when the server no longer knows how far that was, and as the client fails.
     */
    Uni<Changes> since(Login login, BookState state) {
        if (state.token() == null || state.leftMore()) {
            return all(login, state.caughtUp());
        }
        return state.byTag() ? sinceTag(login, state) : sinceToken(login, state, false);
    }

    /** Everything in the book. */
    Uni<Changes> all(Login login, BookState state) {
        URI book = address(state);
        if (state.byTag() || !quirks.apply(book).emptyToken()) {
            return listing(login, state);
        }
        return sync.since(login, book, null, state.depth()).chain(answer -> {
            if (answer instanceof Answer.Told told && told.token() != null) {
                return Uni.createFrom()
                        .item(new Changes(true, told.listed(), Set.of(), state.token(told.token(), told.depth())));
            }
            if (answer instanceof Answer.Refused refused && refused.reason() != SyncRefusal.UNSUPPORTED) {
                return Uni.createFrom().failure(failure(refused, login));
            }
            return listing(login, state.byTag(null));
        });
    }

    private Uni<Changes> sinceToken(Login login, BookState state, boolean again) {
        return sync.since(login, address(state), state.token(), state.depth()).chain(answer -> {
            if (answer instanceof Answer.Told told) {
                // Without a token to go on from, the same changes are told again next time.
                BookState next = state.token(told.token() == null ? state.token() : told.token(), told.depth());
                return Uni.createFrom().item(new Changes(false, told.listed(), told.removed(), next));
            }
            Answer.Refused refused = (Answer.Refused) answer;
            return switch (refused.reason()) {
                case TOKEN_DEAD -> Uni.createFrom().failure(expired());
                case UNSUPPORTED -> listing(login, state.byTag(null));
                case SUSPICIOUS -> suspect(login, state, refused, again);
                case BOOK_GONE, OTHER -> Uni.createFrom().failure(failure(refused, login));
            };
        });
    }

    /** A server that fails at the token twice, and at nothing else, does not know it. */
    private Uni<Changes> suspect(Login login, BookState state, Answer.Refused refused, boolean again) {
        return client.read(login, DavRequest.propfind(address(state), 0, DavXml.STATE))
                .onFailure()
                .transform(failure -> failure(refused, login))
                .chain(alive -> again ? Uni.createFrom().failure(expired()) : sinceToken(login, state, true));
    }

    private static ProviderException expired() {
        return new ProviderException(new ProviderFailure.CursorExpired(
                "The server no longer knows how far an address book was read: everything is listed again."));
    }

    private static RuntimeException failure(Answer.Refused refused, Login login) {
        return refused.reason() == SyncRefusal.BOOK_GONE
                ? new BookGoneException()
                : DavFailures.of(refused.response(), login);
    }

    private Uni<Changes> sinceTag(Login login, BookState state) {
        return asked(login, DavRequest.propfind(address(state), 0, DavXml.STATE))
                .chain(read -> state.token().equals(tag(read))
                        ? Uni.createFrom().item(Changes.none(state))
                        : listing(login, state));
    }

    private Uni<Changes> listing(Login login, BookState state) {
        URI book = address(state);
        return asked(login, DavRequest.propfind(book, 1, DavXml.LISTING)).map(read -> {
            Map<String, String> listed = new HashMap<>();
            for (Multistatus.Entry entry : read.multistatus().entries()) {
                if (entry.told()) {
                    SyncCollection.memberName(read.address(), entry)
                            .filter(name -> !Hrefs.sameCollection(name, Hrefs.name(book)))
                            .ifPresent(
                                    name -> listed.put(name, entry.properties().etag()));
                }
            }
            String token = read.self().syncToken();
            boolean changesFromHere = !state.byTag() && token != null;
            return new Changes(
                    true,
                    listed,
                    Set.of(),
                    changesFromHere ? state.token(token, state.depth()) : state.byTag(tag(read)));
        });
    }

    private Uni<DavClient.Read> asked(Login login, DavRequest request) {
        return client.send(login, request).map(response -> {
            if (response.gone()) {
                throw new BookGoneException();
            }
            return DavClient.read(login, response);
        });
    }

    /** What changes whenever the book does; {@code null} when the server has no such thing. */
    private static String tag(DavClient.Read read) {
        DavProperties self = read.self();
        return self.ctag() != null ? self.ctag() : self.syncToken();
    }

    private static URI address(BookState state) {
        return URI.create(state.address());
    }
}
