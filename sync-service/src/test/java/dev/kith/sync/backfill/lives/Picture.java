package dev.kith.sync.backfill.lives;

import dev.kith.sync.backfill.lives.Witness.Written;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How contacts and links stood before a transaction: kept from what the witness saw written until then. */
final class Picture {

    private static final Map<String, List<String>> KEYS = Map.of(
            "contacts", List.of("id"),
            "contact_info", List.of("id"),
            "contacts_source_links", List.of("provider", "account_id", "external_contact_id"));

    private final Map<String, Map<String, JsonObject>> rows = new HashMap<>();

    void take(List<Written> written) {
        written.stream().filter(row -> KEYS.containsKey(row.table())).forEach(row -> {
            Map<String, JsonObject> table = rows.computeIfAbsent(row.table(), unused -> new HashMap<>());
            String key = KEYS.get(row.table()).stream().map(row::text).collect(Collectors.joining("/"));
            if (row.after() == null) {
                table.remove(key);
            } else {
                table.put(key, row.after());
            }
        });
    }

    JsonObject contact(String id) {
        return rows.getOrDefault("contacts", Map.of()).get(id);
    }

    /** Contacts that stand for themselves. */
    Stream<JsonObject> contacts() {
        return table("contacts").stream().filter(contact -> contact.getString("merged_into") == null);
    }

    /** Those who hold any of the values, a merged contact's as the one it was merged into. */
    Set<String> holders(String type, Collection<String> values) {
        return table("contact_info").stream()
                .filter(info -> type.equals(info.getString("type")) && values.contains(info.getString("value")))
                .map(info -> contact(info.getString("contact_id")))
                .filter(Objects::nonNull)
                .map(contact -> Objects.requireNonNullElse(contact.getString("merged_into"), contact.getString("id")))
                .collect(Collectors.toSet());
    }

    boolean reachable(String contact) {
        return table("contact_info").stream()
                .anyMatch(info -> contact.equals(info.getString("contact_id"))
                        && Set.of("email", "phone").contains(info.getString("type")));
    }

    /** Links of sources that are still there and lead to a contact. */
    Stream<JsonObject> links(String contact) {
        return table("contacts_source_links").stream()
                .filter(link ->
                        contact.equals(link.getString("local_contact_id")) && link.getString("deleted_at") == null);
    }

    private Collection<JsonObject> table(String name) {
        return rows.getOrDefault(name, Map.of()).values();
    }
}
