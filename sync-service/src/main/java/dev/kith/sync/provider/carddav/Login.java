package dev.kith.sync.provider.carddav;

import dev.kith.sync.account.PasswordCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A name and password, and where they may be shown: to the server they were entered for, and to nobody else. Apple spreads
 * one service over many hosts, so there it is the domain.
 */
record Login(URI address, String username, String password) {

    private static final List<String> ONE_SERVICE = List.of("icloud.com", "icloud.com.cn");

    static Login of(PasswordCredentials credentials) {
        return new Login(URI.create(credentials.url()), credentials.username(), credentials.password());
    }

    /** The {@code Authorization} for a request; empty where it is not to be shown. */
    Optional<String> authorization(URI target) {
        if (!mayBeShownTo(target)) {
            return Optional.empty();
        }
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    boolean mayBeShownTo(URI target) {
        return sameOrigin(address, target) || sameService(target) || sameHostMadeSafe(target);
    }

    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private boolean sameService(URI target) {
        return target.getScheme().equals("https")
                && port(target) == 443
                && address.getScheme().equals("https")
                && ONE_SERVICE.stream().anyMatch(domain -> within(address, domain) && within(target, domain));
    }

    /** What already went to a host in the clear may go there over TLS. */
    private boolean sameHostMadeSafe(URI target) {
        return address.getScheme().equals("http")
                && target.getScheme().equals("https")
                && address.getHost().equalsIgnoreCase(target.getHost())
                && port(address) == 80
                && port(target) == 443;
    }

    /** Whether an address is of a domain or one below it. */
    static boolean within(URI address, String domain) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return host.equals(domain) || host.endsWith("." + domain);
    }

    static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getScheme().equals("https") ? 443 : 80;
    }

    boolean apple() {
        return ONE_SERVICE.stream().anyMatch(domain -> within(address, domain));
    }

    /** The same for a server that the domain's own records name, if it lies within the domain and speaks TLS. */
    Optional<Login> at(URI server) {
        return server.getScheme().equals("https") && within(server, address.getHost())
                ? Optional.of(new Login(server, username, password))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Login[redacted]";
    }
}
