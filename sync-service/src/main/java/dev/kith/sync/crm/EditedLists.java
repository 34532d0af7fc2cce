package dev.kith.sync.crm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.database.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What edits of lists of long ago come to today: what they took away goes, what they added comes, the rest stays. */
final class EditedLists {

    static final List<String> NAMES = List.of("emails", "phones", "addresses", "dates", "urls", "labels");

    /** Parts of a value that may differ while it is the same value. */
    private static final Set<String> ATTRIBUTES = Set.of("label", "primary", "current", "e164");

    private EditedLists() {}

    /**
     * One list, edited as it once was from one state to another.
     *
     * @param back texts of values that came back since, which stay
     */
    static ContactDraft changed(
            ContactBody current, String name, List<JsonNode> old, List<JsonNode> wanted, Set<String> back) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        edit(
                body,
                current,
                name,
                old.stream().filter(value -> !back.contains(text(name, value))).toList(),
                wanted);
        return draft(body, Set.of(name));
    }

    /** All lists, with what somebody put into them when the contact was made. */
    static ContactDraft added(ContactBody current, ContactDraft made) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        edit(body, current, "emails", List.of(), nodes(made.emails()));
        edit(body, current, "phones", List.of(), nodes(made.phones()));
        edit(body, current, "addresses", List.of(), nodes(made.replaced("addresses", ContactBody::addresses)));
        edit(body, current, "dates", List.of(), nodes(made.replaced("dates", ContactBody::dates)));
        edit(body, current, "urls", List.of(), nodes(made.replaced("urls", ContactBody::urls)));
        edit(body, current, "labels", List.of(), nodes(made.replaced("labels", ContactBody::labels)));
        return draft(body, Set.copyOf(NAMES));
    }

    private static ContactDraft draft(ObjectNode body, Set<String> present) {
        ContactBody edited = Rows.read(body.toString(), ContactBody.class);
        return new ContactDraft(
                Map.of(), edited.emails(), edited.phones(), new ContactEdit(edited, present, null, null), false);
    }

    private static void edit(
            ObjectNode body, ContactBody current, String name, List<JsonNode> old, List<JsonNode> wanted) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Rows.read(Rows.json(current), JsonNode.class).path(name).forEach(value -> values.put(key(name, value), value));
        Map<String, JsonNode> before = new LinkedHashMap<>();
        old.forEach(value -> before.put(key(name, value), value));
        Map<String, JsonNode> after = new LinkedHashMap<>();
        wanted.forEach(value -> after.put(key(name, value), value));
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(values::remove);
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                values.put(key, value);
            }
        });
        body.putArray(name).addAll(values.values());
    }

    /** As the history of a contact's values tells it. */
    private static String text(String name, JsonNode value) {
        return switch (name) {
            case "addresses" ->
                new AddressItem(
                                null,
                                value.path("street").asText(null),
                                value.path("street2").asText(null),
                                value.path("city").asText(null),
                                value.path("region").asText(null),
                                value.path("postalCode").asText(null),
                                value.path("country").asText(null),
                                false)
                        .text();
            case "dates" ->
                new DateItem(
                                null,
                                value.hasNonNull("year") ? value.path("year").asInt() : null,
                                value.path("month").asInt(),
                                value.path("day").asInt())
                        .text();
            default -> value.path("value").asText();
        };
    }

    /** A day is what it is called; anything else is what it holds, however it is labelled. */
    private static String key(String name, JsonNode value) {
        ObjectNode key = value.deepCopy();
        if (!name.equals("dates")) {
            key.remove(ATTRIBUTES);
        }
        return key.toString();
    }

    static List<JsonNode> nodes(List<?> values) {
        List<JsonNode> nodes = new ArrayList<>();
        if (values != null) {
            Rows.read(Rows.json(values), JsonNode.class).forEach(nodes::add);
        }
        return nodes;
    }
}
