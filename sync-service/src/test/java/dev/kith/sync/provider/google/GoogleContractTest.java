package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ContactsProviderContract;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.Google;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@Concurrent
class GoogleContractTest extends ContactsProviderContract {

    private final GoogleFixture fixture = GoogleFixture.open();
    private final StandInControl control = fixture.google;
    private final String id = fixture.accountId();
    private final Map<Integer, ObjectNode> people = new HashMap<>();

    @BeforeEach
    void open() {
        control.switches().maximumPageSize = 2;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    protected ContactsProvider freshProvider() {
        return fixture.freshProvider();
    }

    @Override
    protected SourceAccount account() {
        return fixture.account;
    }

    private static String id(int key) {
        return Integer.toHexString(0xa0 + key);
    }

    @Override
    protected void put(int key, String givenName, String familyName) {
        ObjectNode person = Google.person(givenName, familyName);
        people.put(key, person);
        control.putContact(id, id(key), person.deepCopy());
    }

    @Override
    protected void delete(int key) {
        control.deleteContact(id, id(key));
    }

    @Override
    protected String externalId(int key) {
        return "people/c" + Long.parseLong(id(key), 16);
    }

    @Override
    protected void group(String name, int... members) {
        control.putGroup(id, "friends", name);
        Set<Integer> wanted = Arrays.stream(members).boxed().collect(Collectors.toSet());
        people.forEach((key, person) -> {
            ArrayNode memberships = person.putArray("memberships");
            if (wanted.contains(key)) {
                memberships
                        .addObject()
                        .putObject("contactGroupMembership")
                        .put("contactGroupResourceName", "contactGroups/friends");
            }
            control.putContact(id, id(key), person.deepCopy());
        });
    }

    @Override
    protected void refuseCredentials() {
        control.revoke(id);
    }

    @Override
    protected void forgetCursors() {
        control.expireSyncTokens(id);
    }

    @Override
    protected void breakDown() {
        fixture.close();
    }

    @Override
    protected List<String> secrets() {
        return List.of(fixture.grants.refreshToken(fixture.account));
    }
}
