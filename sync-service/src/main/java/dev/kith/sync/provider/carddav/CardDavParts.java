package dev.kith.sync.provider.carddav;

import dev.kith.sync.account.PasswordStore;
import dev.kith.sync.provider.KnownLinks;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts the provider together, for the service and for tests alike. */
final class CardDavParts {

    private final Homes homes;
    private final CardDavContactsProvider provider;

    CardDavParts(
            CardDavConfig config,
            DavTransport transport,
            TargetGuard.Names names,
            ServiceRecords records,
            Function<URI, ServerQuirks> quirks,
            PasswordStore passwords,
            KnownLinks links,
            Supplier<UUID> ids,
            Clock clock,
            LeftOut leftOut) {
        DavClient client = new DavClient(transport, new TargetGuard(config.allowPrivate(), names));
        homes = new Homes(new Discovery(client, records, quirks), clock);
        Chains chains = new Chains(homes, links, quirks, config.discoverAfter(), ids, clock);
        ChainPages pages =
                new ChainPages(client, new BookReader(client, quirks), links, chains, config.cardsPerPage(), leftOut);
        provider = new CardDavContactsProvider(passwords, homes, chains, pages, links);
    }

    Homes homes() {
        return homes;
    }

    CardDavContactsProvider provider() {
        return provider;
    }
}
