package dev.kith.sync.provider.carddav;

import dev.kith.sync.account.PasswordCredentials;
import dev.kith.sync.account.PasswordStore;
import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.dav.DavServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The provider as a test wants it. */
final class CardDavFixture implements PasswordStore {

    static final SourceAccount ACCOUNT = new SourceAccount(UUID.randomUUID(), "carddav", "home", "US", null, Map.of());

    private static final Vertx VERTX = Vertx.vertx();

    private final String url;
    private final KnownLinks links;
    private Settings settings = new Settings(true, Duration.ofMinutes(1), 16 * 1024 * 1024, 200, Duration.ofDays(1));
    private TargetGuard.Names names = InetAddress::getAllByName;
    private ServiceRecords records = domain -> Uni.createFrom().item(List.of());
    private Function<URI, ServerQuirks> quirks = ServerQuirks::of;
    private Clock clock = Clock.systemUTC();
    private HttpClientOptions trusting = new HttpClientOptions();
    private final AtomicInteger photosLeftOut = new AtomicInteger();
    private final AtomicInteger valuesLeftOut = new AtomicInteger();
    private DavTransport transport;

    CardDavFixture(String url, KnownLinks links) {
        this.url = url;
        this.links = links;
    }

    record Settings(
            boolean allowPrivate,
            Duration requestTimeout,
            int maxResponseBytes,
            int cardsPerPage,
            Duration discoverAfter)
            implements CardDavConfig {}

    CardDavFixture cardsPerPage(int cards) {
        settings = new Settings(
                settings.allowPrivate(),
                settings.requestTimeout(),
                settings.maxResponseBytes(),
                cards,
                settings.discoverAfter());
        return this;
    }

    CardDavFixture with(Settings other) {
        settings = other;
        return this;
    }

    CardDavFixture names(TargetGuard.Names other) {
        names = other;
        return this;
    }

    CardDavFixture records(ServiceRecords other) {
        records = other;
        return this;
    }

    CardDavFixture quirks(Function<URI, ServerQuirks> other) {
        quirks = other;
        return this;
    }

    CardDavFixture clock(Clock other) {
        clock = other;
        return this;
    }

    CardDavFixture trusting(HttpClientOptions options) {
        trusting = options;
        return this;
    }

    /** Instead of the network. */
    CardDavFixture over(DavTransport other) {
        transport = other;
        return this;
    }

    int valuesLeftOut() {
        return valuesLeftOut.get();
    }

    int photosLeftOut() {
        return photosLeftOut.get();
    }

    CardDavContactsProvider provider() {
        DavTransport used = transport == null
                ? new HttpTransport(VERTX, trusting, clock, settings.requestTimeout(), settings.maxResponseBytes())
                : transport;
        return new CardDavParts(
                        settings,
                        used,
                        names,
                        records,
                        quirks,
                        this,
                        links,
                        UUID::randomUUID,
                        clock,
                        (photos, values) -> {
                            photosLeftOut.addAndGet(photos);
                            valuesLeftOut.addAndGet(values);
                        })
                .provider();
    }

    @Override
    public Uni<PasswordCredentials> load(SourceAccount account) {
        return Uni.createFrom().item(new PasswordCredentials(url, DavServer.USER, DavServer.PASSWORD));
    }
}
