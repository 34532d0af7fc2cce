package dev.kith.sync.account;

import dev.kith.sync.provider.ContactsProvider;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources this build can read, by name. */
@Singleton
public class ProviderRegistry {

    /** Sources that send by themselves: an upload, an agent. They are never polled. */
    public static final Set<String> PUSHING = Set.of(Accounts.FILE, Accounts.MAC);

    private final Map<String, ContactsProvider> byName;

    ProviderRegistry(@All List<ContactsProvider> providers) {
        this.byName =
                providers.stream().collect(Collectors.toUnmodifiableMap(ContactsProvider::name, Function.identity()));
    }

    public static ProviderRegistry of(ContactsProvider... providers) {
        return new ProviderRegistry(List.of(providers));
    }

    public Optional<ContactsProvider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Names of all sources, whether they are polled or send by themselves. */
    public Set<String> names() {
        return Stream.concat(byName.keySet().stream(), PUSHING.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the sources that are polled. */
    public Set<String> polled() {
        return byName.keySet().stream().filter(name -> !PUSHING.contains(name)).collect(Collectors.toUnmodifiableSet());
    }
}
