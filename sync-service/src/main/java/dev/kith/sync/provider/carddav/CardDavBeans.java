package dev.kith.sync.provider.carddav;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.CredentialsChanged;
import dev.kith.sync.account.PasswordStore;
import dev.kith.sync.metrics.Metric;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.InstrumentedProvider;
import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.ResilientProvider;
import dev.kith.sync.provider.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Wires the CardDAV provider and its decorators into the service. */
@ApplicationScoped
class CardDavBeans {

    private final CardDavParts parts;

    CardDavBeans(
            CardDavConfig config,
            Vertx vertx,
            PasswordStore passwords,
            KnownLinks links,
            Supplier<UUID> ids,
            Clock clock,
            MeterRegistry metrics) {
        this.parts = new CardDavParts(
                config,
                new HttpTransport(
                        vertx, new HttpClientOptions(), clock, config.requestTimeout(), config.maxResponseBytes()),
                InetAddress::getAllByName,
                new DnsServiceRecords(vertx, new DnsClientOptions()),
                ServerQuirks::of,
                passwords,
                links,
                ids,
                clock,
                (photos, values) -> {
                    Metric.PHOTOS_LEFT_OUT.counter(metrics, Accounts.CARDDAV).increment(photos);
                    Metric.VALUES_LEFT_OUT.counter(metrics, Accounts.CARDDAV).increment(values);
                });
    }

    @Produces
    @Singleton
    ContactsProvider cardDav(MeterRegistry metrics, RetryConfig retry, RandomGenerator random) {
        return ResilientProvider.wrap(InstrumentedProvider.wrap(parts.provider(), metrics), retry, random);
    }

    void forget(@Observes CredentialsChanged changed) {
        parts.homes().forget(changed.account());
    }
}
