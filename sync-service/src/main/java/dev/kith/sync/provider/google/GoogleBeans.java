package dev.kith.sync.provider.google;

import dev.kith.sync.account.ConsentServer;
import dev.kith.sync.account.CredentialsChanged;
import dev.kith.sync.account.OAuthGrantStore;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.InstrumentedProvider;
import dev.kith.sync.provider.ResilientProvider;
import dev.kith.sync.provider.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.client.OidcClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Wires the Google provider and its decorators into the service. */
@ApplicationScoped
class GoogleBeans {

    private final GoogleApi api;
    private final GoogleConsent consent;

    GoogleBeans(GoogleConfig config, OAuthGrantStore grants, OidcClients clients, Clock clock) {
        OidcRefresher refresher = new OidcRefresher(clients, config.tokenUrl(), config.requestTimeout(), clock);
        GoogleTransport transport = new GoogleTransport(clock, config.requestTimeout(), config.maxResponseBytes());
        this.consent = new GoogleConsent(config, refresher, transport);
        this.api = new GoogleApi(
                transport,
                new GoogleAccessTokens(grants, refresher, clock),
                new Pace(config.readsPerMinute(), config.projectReadsPerMinute().orElse(Integer.MAX_VALUE), clock),
                config.apiUrl());
    }

    @Produces
    @Singleton
    ContactsProvider google(MeterRegistry metrics, RetryConfig retry, RandomGenerator random) {
        return ResilientProvider.wrap(
                InstrumentedProvider.wrap(new GoogleContactsProvider(api), metrics), retry, random);
    }

    @Produces
    @Singleton
    ConsentServer consent() {
        return consent;
    }

    void forget(@Observes CredentialsChanged changed) {
        api.credentialsChanged(changed.account());
    }
}
