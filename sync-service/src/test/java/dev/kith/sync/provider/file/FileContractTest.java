package dev.kith.sync.provider.file;

import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ContactsProviderContract;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.dav.Cards;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The contract of sources, kept by a file: it has no password, and says nothing of changes. */
class FileContractTest extends ContactsProviderContract {

    private static final SourceAccount ACCOUNT =
            new SourceAccount(UUID.randomUUID(), "file", "import", "US", null, Map.of());

    private final Map<Integer, String> people = new TreeMap<>();
    private final Map<String, String> groups = new TreeMap<>();

    @Override
    protected ContactsProvider freshProvider() {
        String text = String.join("", people.values()) + String.join("", groups.values());
        return new FileContactsProvider(
                () -> new VCardEntries(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null, ACCOUNT.region()),
                2);
    }

    @Override
    protected SourceAccount account() {
        return ACCOUNT;
    }

    @Override
    protected void put(int key, String givenName, String familyName) {
        people.put(key, Cards.person(externalId(key), givenName, familyName));
    }

    @Override
    protected void delete(int key) {
        people.remove(key);
    }

    @Override
    protected String externalId(int key) {
        return "uid-" + key;
    }

    @Override
    protected void group(String name, int... members) {
        groups.put(
                name,
                Cards.group(
                        "uid-" + name,
                        name,
                        Arrays.stream(members).mapToObj(this::externalId).toArray(String[]::new)));
    }

    @Override
    protected void refuseCredentials() {
        throw new UnsupportedOperationException("a file asks for no password");
    }

    @Override
    protected void forgetCursors() {
        throw new UnsupportedOperationException("a file gives no cursor");
    }

    @Override
    protected void breakDown() {
        throw new UnsupportedOperationException("a file is no server");
    }

    @Override
    protected List<String> secrets() {
        return List.of();
    }

    @Override
    protected Set<Ability> abilities() {
        return EnumSet.of(Ability.GROUPS);
    }
}
