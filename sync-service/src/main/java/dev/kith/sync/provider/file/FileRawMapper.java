package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.provider.RawMapper;
import dev.kith.sync.provider.vcard.CardRawMapper;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Maps imported cards again. Records of tables and of JSON files stand as they were imported. */
@Singleton
final class FileRawMapper implements RawMapper {

    private final CardRawMapper cards = new CardRawMapper(Accounts.FILE);

    @Override
    public String provider() {
        return cards.provider();
    }

    @Override
    public Optional<CanonicalContact> again(CanonicalContact logged, String region) {
        return cards.again(logged, region);
    }
}
