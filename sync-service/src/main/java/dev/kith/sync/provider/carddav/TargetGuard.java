package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which machines may be asked. A server's name is looked up here, and the connection goes to what was looked up, so
 * that a name cannot mean another machine a moment later.
 */
final class TargetGuard {

    /** Looks up a name; throws when there is none. */
    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final boolean allowPrivate;
    private final Names names;

    TargetGuard(boolean allowPrivate, Names names) {
        this.allowPrivate = allowPrivate;
        this.names = names;
    }

    /** The machines that may be asked for an address, at least one. Fails with {@link ProviderException}. */
    Uni<List<InetAddress>> admit(URI target) {
        return Uni.createFrom()
                .item(() -> resolve(target))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> admit(target, found));
    }

    private InetAddress[] resolve(URI target) {
        try {
            return names.resolve(target.getHost());
        } catch (UnknownHostException e) {
            throw new ProviderException(
                    new ProviderFailure.Transient(
                            "The server's name cannot be looked up. Check the address; it is tried again."),
                    e);
        }
    }

    private List<InetAddress> admit(URI target, InetAddress[] found) {
        List<InetAddress> admitted = Arrays.stream(found)
                .filter(address -> allowPrivate || PublicAddresses.contains(address))
                .toList();
        if (admitted.isEmpty()) {
            throw refused("The server is on this machine or in a private network, which is not asked."
                    + " An operator can allow it with KITH_CARDDAV_ALLOW_PRIVATE=true.");
        }
        if (target.getScheme().equals("http") && admitted.stream().anyMatch(PublicAddresses::contains)) {
            throw refused("The address begins with http://, so anybody on the way could read the password."
                    + " Use https://.");
        }
        return admitted;
    }

    static ProviderException refused(String message) {
        return new ProviderException(new ProviderFailure.TargetRefused(message));
    }
}
