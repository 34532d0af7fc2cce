package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Asks a server on behalf of a login. Redirects are followed by hand: method and body stay, every stop is admitted anew, and
 * the password stays where it belongs.
 */
final class DavClient {

    private static final int MOST_REDIRECTS = 5;

    /** A multistatus, and where it came from in the end. */
    record Read(URI address, Multistatus multistatus) {

        boolean isSelf(Multistatus.Entry entry) {
            return Hrefs.resolve(address, entry.href())
                    .filter(found -> Hrefs.sameCollection(Hrefs.name(found), Hrefs.name(address)))
                    .isPresent();
        }

        /** What it says of the very resource that was asked for. */
        DavProperties self() {
            List<Multistatus.Entry> entries = multistatus.entries();
            return entries.stream()
                    .filter(this::isSelf)
                    .findFirst()
                    .or(() -> entries.size() == 1 ? Optional.of(entries.get(0)) : Optional.empty())
                    .filter(Multistatus.Entry::told)
                    .map(Multistatus.Entry::properties)
                    .orElse(DavProperties.NONE);
        }
    }

    private final DavTransport transport;
    private final TargetGuard guard;

    DavClient(DavTransport transport, TargetGuard guard) {
        this.transport = transport;
        this.guard = guard;
    }

    /**
     * Whatever the server answers. Fails with {@link ProviderException} when the server cannot be reached, refuses the
     * login, asks to be left alone or answers too much.
     */
    Uni<DavResponse> send(Login login, DavRequest request) {
        return follow(login, request, 0);
    }

    /** A multistatus; any other answer fails. */
    Uni<Read> read(Login login, DavRequest request) {
        return send(login, request).map(response -> read(login, response));
    }

    static Read read(Login login, DavResponse response) {
        if (response.status() != DavResponse.MULTI_STATUS) {
            throw DavFailures.of(response, login);
        }
        try {
            return new Read(response.address(), MultistatusReader.read(response.body()));
        } catch (UnreadableAnswerException e) {
            throw new ProviderException(DavFailures.unreadable(), e);
        }
    }

    private Uni<DavResponse> follow(Login login, DavRequest request, int redirects) {
        return guard.admit(request.address())
                .chain(machines -> transport.send(request, machines, login.authorization(request.address())))
                .chain(response -> {
                    if (response.redirect()) {
                        return follow(login, request.at(next(response, redirects)), redirects + 1);
                    }
                    boolean final401 = response.status() == 401;
                    boolean limited = response.status() == 429
                            || response.status() == 503 && response.retryAfter().isPresent();
                    return final401 || limited
                            ? Uni.createFrom().failure(DavFailures.of(response, login))
                            : Uni.createFrom().item(response);
                });
    }

    private static URI next(DavResponse response, int redirects) {
        if (redirects == MOST_REDIRECTS) {
            throw new ProviderException(new ProviderFailure.Permanent(
                    "The server leads on and on from one address to the next. Check the address."));
        }
        URI next = Hrefs.resolve(response.address(), response.location())
                .orElseThrow(() -> new ProviderException(new ProviderFailure.Permanent(
                        "The server leads on to something that is no address. Check the address.")));
        if (response.address().getScheme().equals("https") && next.getScheme().equals("http")) {
            throw TargetGuard.refused(
                    "The server leads from a secure address to one that is not. It was not followed.");
        }
        return next;
    }
}
