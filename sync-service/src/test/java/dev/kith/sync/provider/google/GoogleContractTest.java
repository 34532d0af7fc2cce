package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.google.StandInOptions;
import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.account.OAuthGrantStore;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ContactsProviderContract;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.Google;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class GoogleContractTest extends ContactsProviderContract {

    private static final String REFRESH_TOKEN = "refresh-secret";

    private final GoogleStandIn google = GoogleStandIn.start(StandInOptions.temporary());
    private final StandInControl control = google.control();
    private final Map<Integer, ObjectNode> people = new HashMap<>();
    private final SourceAccount account = new SourceAccount(UUID.randomUUID(), "google", "home", "US", null, Map.of());

    @BeforeEach
    void open() {
        control.createAccount("home", "home@example.com", REFRESH_TOKEN, Set.of(StandInControl.CONTACTS_SCOPE));
        control.switches().maximumPageSize = 2;
    }

    @AfterEach
    void close() {
        google.close();
    }

    @Override
    protected ContactsProvider freshProvider() {
        GoogleAccessTokens tokens = new GoogleAccessTokens(new OneGrant(), this::refresh, Clock.systemUTC());
        return new GoogleContactsProvider(new GoogleApi(
                new GoogleTransport(Clock.systemUTC(), Duration.ofSeconds(5), 1_000_000),
                tokens,
                new Pace(100_000, Clock.systemUTC()),
                URI.create(google.url())));
    }

    private Uni<GoogleAccessTokens.Refreshed> refresh(OAuthGrant grant) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(google.url() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=refresh_token&client_id=c&client_secret=s&refresh_token=" + grant.refreshToken()))
                .build();
        return Uni.createFrom()
                .completionStage(HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .onFailure()
                .transform(failure -> new ProviderException(new ProviderFailure.Transient("Asked again.")))
                .map(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new ProviderException(new ProviderFailure.AuthRevoked("Connect the account again."));
                    }
                    return new GoogleAccessTokens.Refreshed(
                            json(answer.body()).get("access_token").asText(),
                            Clock.systemUTC().instant().plusSeconds(600),
                            null);
                });
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one grant of the test's account. */
    private static final class OneGrant implements OAuthGrantStore {

        @Override
        public Uni<OAuthGrant> load(SourceAccount account) {
            return Uni.createFrom().item(new OAuthGrant("c", "s", REFRESH_TOKEN, Set.of()));
        }

        @Override
        public Uni<Void> replaceRefreshToken(SourceAccount account, String refreshToken) {
            return Uni.createFrom().voidItem();
        }
    }

    @Override
    protected SourceAccount account() {
        return account;
    }

    private static String id(int key) {
        return Integer.toHexString(0xa0 + key);
    }

    @Override
    protected void put(int key, String givenName, String familyName) {
        ObjectNode person = Google.person(givenName, familyName);
        people.put(key, person);
        control.putContact("home", id(key), person.deepCopy());
    }

    @Override
    protected void delete(int key) {
        control.deleteContact("home", id(key));
    }

    @Override
    protected String externalId(int key) {
        return "people/c" + Long.parseLong(id(key), 16);
    }

    @Override
    protected void group(String name, int... members) {
        control.putGroup("home", "friends", name);
        Set<Integer> wanted = Arrays.stream(members).boxed().collect(Collectors.toSet());
        people.forEach((key, person) -> {
            ArrayNode memberships = person.putArray("memberships");
            if (wanted.contains(key)) {
                memberships
                        .addObject()
                        .putObject("contactGroupMembership")
                        .put("contactGroupResourceName", "contactGroups/friends");
            }
            control.putContact("home", id(key), person.deepCopy());
        });
    }

    @Override
    protected void refuseCredentials() {
        control.revoke("home");
    }

    @Override
    protected void forgetCursors() {
        control.expireSyncTokens("home");
    }

    @Override
    protected void breakDown() {
        google.close();
    }

    @Override
    protected List<String> secrets() {
        return List.of(REFRESH_TOKEN);
    }
}
