package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A place to look for address books, and the login to look with.
 *
 * @param meant whether this very place was entered: while it has trouble, what lies elsewhere is no answer
 */
record Place(Login login, URI address, boolean meant) {

    private static final String WELL_KNOWN = "/.well-known/carddav";

    private Place(Login login, URI address) {
        this(login, address, false);
    }

    /** Where to look, best first: what was entered, what the domain's records say, the well-known address, the root. */
    static Uni<List<Place>> of(Login login, ServiceRecords records) {
        URI entered = login.address();
        boolean bare = entered.getRawPath().isEmpty() || entered.getRawPath().equals("/");
        Uni<List<URI>> named =
                bare ? records.carddavs(entered.getHost()) : Uni.createFrom().item(List.of());
        return named.map(servers -> {
            List<Place> places = new ArrayList<>();
            places.add(new Place(login, bare ? Hrefs.onServerOf(entered, "/") : entered, !bare));
            servers.forEach(server -> login.at(server).ifPresent(there -> {
                if (!server.getRawPath().isEmpty()) {
                    places.add(new Place(there, server));
                }
                places.add(new Place(there, Hrefs.onServerOf(server, WELL_KNOWN)));
            }));
            places.add(new Place(login, Hrefs.onServerOf(entered, WELL_KNOWN)));
            if (!bare) {
                places.add(new Place(login, Hrefs.onServerOf(entered, "/")));
            }
            return places;
        });
    }

    /** Whether another place is worth a look. A refused password is not tried again and again: servers lock people out. */
    boolean othersMayHelp(Throwable failure) {
        return failure instanceof ProviderException known
                && (known.failure() instanceof ProviderFailure.Permanent
                        || known.failure() instanceof ProviderFailure.Malformed
                        || known.failure() instanceof ProviderFailure.TargetRefused
                        || known.failure() instanceof ProviderFailure.Transient && !meant);
    }

    /** Which of other places are worth it: those on a server that gave no answer are not. */
    List<Place> after(ProviderException failure, List<Place> others) {
        boolean unanswered = failure.failure() instanceof ProviderFailure.Transient && failure.getCause() != null;
        return unanswered
                ? others.stream()
                        .filter(other -> !Login.sameOrigin(other.address(), address))
                        .toList()
                : others;
    }

    @Override
    public String toString() {
        return "Place[meant=" + meant + "]";
    }
}
