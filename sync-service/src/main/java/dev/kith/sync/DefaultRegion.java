package dev.kith.sync;

import dev.kith.model.PhoneNormalizer;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Where numbers without a country code are dialled, unless an account says otherwise.
 *
 * @param code ISO 3166-1 alpha-2
 */
public record DefaultRegion(String code) {

    public DefaultRegion {
        if (!PhoneNormalizer.knows(code)) {
            throw new ConfigurationException("Kith cannot start: KITH_DEFAULT_REGION is " + code
                    + ", which is no region with telephones. Set it to a country's two letters, such as US or DE.");
        }
    }
}
