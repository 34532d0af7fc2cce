package dev.kith.sync.account;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the keys; without usable ones the service does not start. */
final class CredentialKeys {

    @Produces
    @Singleton
    @Startup(1)
    CredentialCipher cipher(@ConfigProperty(name = "kith.credentials-key") Optional<String> keys) {
        return CredentialCipher.of(keys.orElse(""));
    }
}
