package dev.kith.sync.provider.google;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.provider.RawMapper;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Maps persons of the log again. */
@Singleton
final class GoogleRawMapper implements RawMapper {

    @Override
    public String provider() {
        return Accounts.GOOGLE;
    }

    @Override
    public Optional<CanonicalContact> again(CanonicalContact logged, String region) {
        return logged.raw().path("resourceName").asText().equals(logged.externalId())
                ? Optional.of(new GooglePersonMapper(region).contact(logged.raw()))
                : Optional.empty();
    }
}
