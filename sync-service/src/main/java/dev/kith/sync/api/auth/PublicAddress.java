package dev.kith.sync.api.auth;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address that people reach this installation at, where it is told; a start with one that is none is refused. */
@ApplicationScoped
public class PublicAddress {

    /** Before the tables and the log, which have nothing to do where a setting is wrong. */
    static final int SETTINGS_FIRST = Interceptor.Priority.PLATFORM_BEFORE - 200;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Optional<URI> url;

    PublicAddress(@ConfigProperty(name = "kith.public-url") Optional<String> configured) {
        this.url = configured.map(PublicAddress::parse);
    }

    void atStart(@Observes @Priority(SETTINGS_FIRST) StartupEvent started) {
        // Making this bean has checked the setting.
    }

    public Optional<URI> url() {
        return url;
    }

    boolean isHttps() {
        return url.filter(known -> known.getScheme().equals("https")).isPresent();
    }

    /**
     * Whether a page of this installation sent a request.
     *
     * @param origin the request's header of that name
     * @param authority what the request was addressed to; {@code null} if it does not say
     */
    public boolean isOurs(String origin, String authority) {
        int scheme = origin.indexOf("://");
        String from = scheme < 0 ? "" : origin.substring(scheme + 3);
        return from.equalsIgnoreCase(authority)
                || url.map(URI::getAuthority).filter(from::equalsIgnoreCase).isPresent();
    }

    private static URI parse(String configured) {
        try {
            URI url = new URI(configured.strip());
            if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getAuthority() == null) {
                throw refusal(configured);
            }
            return url;
        } catch (URISyntaxException e) {
            throw refusal(configured);
        }
    }

    private static ConfigurationException refusal(String configured) {
        return new ConfigurationException("Kith cannot start: KITH_PUBLIC_URL is " + configured
                + ", which is no address. Set it to what people's browsers show, such as https://kith.example.org.");
    }
}
