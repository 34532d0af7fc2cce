package dev.kith.sync.log.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.erased.Marks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A page of contacts, with the groups they are in and those it only names.
 *
 * @param contacts in their order
 * @param marks of everybody on it
 */
record LoggedContacts(ObjectNode tree, AccountKey account, List<Entry> contacts, Set<String> marks)
        implements LogContent {

    private static final String CONTACTS = "contacts";
    private static final String GROUPS = "groups";
    private static final String SEEN = "seen";
    private static final String EXTERNAL_ID = "externalId";
    private static final String MEMBERS = "members";

    /** What a run goes on with after a page means nothing any more, and may name people. */
    private static final List<String> TOKENS =
            List.of("pageToken", "nextPageToken", "nextSyncCursor", "checkpoint", SEEN);

    /** @param names as marks; none for a contact that says no name */
    private record Entry(JsonNode json, Set<String> names, Set<String> marks) {

        private static Entry of(JsonNode json, AccountKey account, String region) {
            if (!json.path(EXTERNAL_ID).isTextual()) {
                return new Entry(json, Set.of(), Mentions.in(json.toString(), account, region));
            }
            Set<String> names = new LinkedHashSet<>();
            Stream.concat(Stream.of(json.path(EXTERNAL_ID)), stream(json.path("aliases")))
                    .map(name -> id(account, name))
                    .forEach(names::add);
            Set<String> marks = new LinkedHashSet<>(names);
            uid(json.path("uid")).ifPresent(marks::add);
            texts(json.path("emails"), "normalized").map(Marks::email).forEach(marks::add);
            texts(json.path("phones"), "e164").map(Marks::phone).forEach(marks::add);
            return new Entry(json, names, marks);
        }

        private Optional<String> name() {
            return names.stream().findFirst();
        }
    }

    static LoggedContacts of(ObjectNode tree, AccountKey account, String region) {
        List<Entry> contacts = stream(tree.path(CONTACTS))
                .map(json -> Entry.of(json, account, region))
                .toList();
        Set<String> marks = new HashSet<>();
        contacts.forEach(contact -> marks.addAll(contact.marks()));
        stream(tree.path(SEEN)).map(seen -> id(account, seen.path(EXTERNAL_ID))).forEach(marks::add);
        stream(tree.path(GROUPS))
                .flatMap(group -> stream(group.path(MEMBERS)))
                .flatMap(member -> uid(member).stream())
                .forEach(marks::add);
        return new LoggedContacts(tree, account, contacts, marks);
    }

    /** By which of a page's marks links are found. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        contacts.forEach(contact -> names.addAll(contact.names()));
        return names;
    }

    @Override
    public boolean touchedBy(Erased erased) {
        return contacts.stream().anyMatch(contact -> erased.contact(contact.names(), contact.marks()))
                || stream(tree.path(SEEN))
                        .map(seen -> Set.of(id(account, seen.path(EXTERNAL_ID))))
                        .anyMatch(name -> erased.contact(name, name))
                || stream(tree.path(GROUPS))
                        .flatMap(group -> stream(group.path(MEMBERS)))
                        .flatMap(member -> uid(member).stream())
                        .anyMatch(erased.marks()::contains);
    }

    @Override
    public Optional<byte[]> rest(Erased erased, Later later, long offset) {
        List<JsonNode> people = new ArrayList<>();
        for (int i = contacts.size() - 1; i >= 0; i--) {
            Entry contact = contacts.get(i);
            boolean latest =
                    contact.name().map(name -> later.latest(name, offset)).orElse(true);
            if (latest && !erased.contact(contact.names(), contact.marks())) {
                people.add(0, contact.json());
            }
        }
        List<JsonNode> groups = new ArrayList<>();
        stream(tree.path(GROUPS))
                .filter(group -> later.latest(group(group), offset))
                .map(group -> without(group, erased))
                .forEach(groups::add);
        if (people.isEmpty() && groups.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode rest = tree.deepCopy();
        rest.remove(TOKENS);
        rest.set(CONTACTS, JSON.createArrayNode().addAll(people));
        rest.set(GROUPS, JSON.createArrayNode().addAll(groups));
        return Optional.of(LogContent.write(rest));
    }

    @Override
    public void meet(Later later, long offset) {
        contacts.forEach(contact -> contact.name().ifPresent(name -> later.latest(name, offset)));
        stream(tree.path(GROUPS)).forEach(group -> later.latest(group(group), offset));
    }

    private String group(JsonNode group) {
        return "group:" + id(account, group.path(EXTERNAL_ID));
    }

    private static JsonNode without(JsonNode group, Erased erased) {
        if (!group.path(MEMBERS).isArray()) {
            return group;
        }
        ArrayNode members = JSON.createArrayNode();
        stream(group.path(MEMBERS))
                .filter(member -> uid(member).filter(erased.marks()::contains).isEmpty())
                .forEach(members::add);
        return group.<ObjectNode>deepCopy().set(MEMBERS, members);
    }

    private static String id(AccountKey account, JsonNode name) {
        return Marks.id(account.link(name.asText()));
    }

    private static Optional<String> uid(JsonNode uid) {
        return Optional.ofNullable(UidNormalizer.normalize(uid.textValue())).map(Marks::uid);
    }

    private static Stream<String> texts(JsonNode array, String field) {
        return stream(array).map(item -> item.path(field).textValue()).filter(text -> text != null);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "LoggedContacts[" + contacts.size() + "]";
    }
}
