package dev.kith.sync.provider.carddav;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.provider.RawMapper;
import dev.kith.sync.provider.vcard.CardRawMapper;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Maps cards of address books again. */
@Singleton
final class CardDavRawMapper implements RawMapper {

    private final CardRawMapper cards = new CardRawMapper(Accounts.CARDDAV);

    @Override
    public String provider() {
        return cards.provider();
    }

    @Override
    public Optional<CanonicalContact> again(CanonicalContact logged, String region) {
        return cards.again(logged, region);
    }
}
