package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.model.CanonicalContact;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.RecordedRequest;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.google.StandInOptions;
import dev.kith.sandbox.google.Switches;
import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.MutableClock;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** An account at a stand-in of its own, with the provider that reads it, on a clock that both share. */
final class GoogleFixture implements AutoCloseable {

    static final String CONTACTS = "/v1/people/me/connections";
    static final String OTHERS = "/v1/otherContacts";
    static final String GROUPS = "/v1/contactGroups";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ID = "home";

    final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T08:00:00Z"));
    final FakeGrants grants = new FakeGrants();
    final StandInControl google;
    final ContactsProvider provider;
    final SourceAccount account;
    private final GoogleStandIn standIn;
    private final Duration timeout;

    private GoogleFixture(Set<String> scopes, String otherContacts, Duration timeout) {
        standIn = GoogleStandIn.start(new StandInOptions(0, null, clock));
        google = standIn.control();
        google.createAccount(ID, "owner@example.com", "refresh-" + ID, scopes);
        account =
                new SourceAccount(UUID.randomUUID(), "google", ID, "US", null, Map.of("otherContacts", otherContacts));
        grants.give(account, "refresh-" + ID);
        this.timeout = timeout;
        provider = freshProvider();
    }

    /** A provider that remembers nothing of what another one did. */
    ContactsProvider freshProvider() {
        return new GoogleContactsProvider(new GoogleApi(
                new GoogleTransport(clock, timeout, 1 << 20),
                new GoogleAccessTokens(grants, this::refresh, clock),
                new Pace(1_000_000, 1_000_000, clock),
                URI.create(standIn.url())));
    }

    static GoogleFixture open() {
        return openReading("off");
    }

    static GoogleFixture openReading(String otherContacts) {
        return openWith(Set.of(StandInControl.CONTACTS_SCOPE, StandInControl.OTHER_CONTACTS_SCOPE), otherContacts);
    }

    static GoogleFixture openWith(Set<String> scopes, String otherContacts) {
        return new GoogleFixture(scopes, otherContacts, PATIENCE);
    }

    static GoogleFixture impatient(Duration timeout) {
        return new GoogleFixture(Set.of(StandInControl.CONTACTS_SCOPE), "off", timeout);
    }

    /** The same account with another setting, as when its owner changes it. */
    SourceAccount reading(String otherContacts) {
        return new SourceAccount(account.id(), "google", ID, "US", null, Map.of("otherContacts", otherContacts));
    }

    private Uni<GoogleAccessTokens.Refreshed> refresh(OAuthGrant grant) {
        return Uni.createFrom().item(() -> {
            JsonNode answer =
                    post("grant_type=refresh_token&client_id=client&client_secret=client-secret&refresh_token="
                            + grant.refreshToken());
            if (answer.has("error")) {
                throw new ProviderException(new ProviderFailure.AuthRevoked("revoked"));
            }
            return new GoogleAccessTokens.Refreshed(
                    answer.get("access_token").asText(),
                    clock.instant().plusSeconds(answer.get("expires_in").asLong()),
                    answer.path("refresh_token").asText(null),
                    Set.of(answer.get("scope").asText().split(" ")));
        });
    }

    private JsonNode post(String form) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.url() + "/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new ProviderException(new ProviderFailure.Transient("unreachable"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Switches switches() {
        return google.switches();
    }

    void fault(String endpoint, int call, Fault.Kind kind) {
        google.fault(new Fault(endpoint, call, kind));
    }

    /** Puts contacts numbered from 1 on; returns their resource names. */
    List<String> put(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(google.putContact(ID, id(i), Google.person("Person", String.valueOf(i))));
        }
        return names;
    }

    List<String> putOthers(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(google.putOtherContact(ID, id(i), Google.person("Other", String.valueOf(i))));
        }
        return names;
    }

    static String id(int number) {
        return "a" + number;
    }

    String accountId() {
        return ID;
    }

    List<SourcePage> full() {
        return chain(token -> provider.fullSync(account, token));
    }

    List<SourcePage> changesSince(List<SourcePage> earlier) {
        return changes(account, cursor(earlier));
    }

    List<SourcePage> changes(SourceAccount as, String cursor) {
        return chain(token -> provider.incrementalSync(as, cursor, token));
    }

    static String cursor(List<SourcePage> pages) {
        return pages.get(pages.size() - 1).nextCursor();
    }

    /** Every page of a chain, to its end. */
    static List<SourcePage> chain(Function<String, Uni<SourcePage>> page) {
        List<SourcePage> pages = new ArrayList<>();
        String token = null;
        do {
            SourcePage read = page.apply(token).await().atMost(PATIENCE);
            pages.add(read);
            token = read.nextPageToken();
        } while (token != null);
        return pages;
    }

    static List<String> names(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.contacts().stream())
                .map(CanonicalContact::externalId)
                .toList();
    }

    /** What was asked of an endpoint, the newest last. */
    List<RecordedRequest> requests(String path) {
        return google.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    @Override
    public void close() {
        standIn.close();
    }
}
