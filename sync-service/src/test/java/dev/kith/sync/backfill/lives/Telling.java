package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.lives.Witness.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds what people are told against what was written: every entry has its change in the same transaction, no two tell the
 * same, and a sync changes nothing without telling.
 */
final class Telling {

    private static final List<String> FIELDS = List.of(
            "name",
            "first_name",
            "middle_name",
            "last_name",
            "nickname",
            "company",
            "department",
            "job_title",
            "avatar_url",
            "notes",
            "details");
    private static final Set<String> LISTS = Set.of("contact_info", "addresses", "important_dates", "contact_labels");

    /** An entry of the activity feed. */
    private record Told(String type, String contact, String externalId, String reason, List<String> fields) {

        static Told of(Written written) {
            JsonObject details = written.after().getJsonObject("details", new JsonObject());
            return new Told(
                    written.text("type"),
                    written.text("contact_id"),
                    details.getString("externalId"),
                    details.getString("reason"),
                    details.getJsonArray("fields", new JsonArray()).stream()
                            .map(String::valueOf)
                            .toList());
        }

        boolean is(String some) {
            return type.equals(some);
        }
    }

    private final List<Written> written;
    private final List<Told> told;
    /** What changed of contacts, in the words of the activity feed. */
    private final Map<String, Set<String>> changes;

    private Telling(List<Written> written) {
        this.written = written;
        this.told = of("activity_feed", written).stream()
                .filter(row -> row.before() == null)
                .map(Told::of)
                .toList();
        this.changes = changes(written);
    }

    /** One for each transaction, the first one first. */
    static List<Telling> of(List<Written> written) {
        return written.stream()
                .collect(Collectors.groupingBy(Written::transaction, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Telling::new)
                .toList();
    }

    private static List<Written> of(String table, List<Written> written) {
        return written.stream().filter(row -> row.table().equals(table)).toList();
    }

    /** Whether it is somebody's label, or tells of one. */
    static boolean ofLabels(Written row) {
        return row.table().equals("contact_labels")
                || row.table().equals("activity_feed") && Told.of(row).fields.equals(List.of("contact_labels"));
    }

    List<Written> written() {
        return written;
    }

    void judge() {
        assertThat(told).as("told twice").doesNotHaveDuplicates();
        told.forEach(entry -> assertThat(happened(entry))
                .as("%s, of which was written %s", entry, written)
                .isTrue());
    }

    /** @param came contacts of which was told, while the account was read, that it speaks of them for the first time */
    void judgeSync(World world, Set<String> came) {
        judge();
        told.stream().filter(entry -> entry.is("contact_synced")).forEach(entry -> came.add(entry.contact));
        changes.forEach((contact, fields) -> {
            if (!came.contains(contact)) {
                assertThat(updatesOf(contact)).as("told of %s", contact).containsAll(fields);
            }
        });
        for (Written row : of("contacts", written)) {
            assertThat(row.after()).as("a sync deletes nobody").isNotNull();
            if (row.before() == null) {
                assertThat(told)
                        .as("told who came")
                        .anyMatch(entry -> entry.is("contact_synced")
                                && entry.contact.equals(row.text("id"))
                                && "new".equals(entry.reason)
                                && mayCreate(world, entry.externalId));
            } else {
                assertThat(List.of("listed", "archived_at", "merged_into"))
                        .as("left to people")
                        .noneMatch(row::changed);
            }
        }
    }

    private static boolean mayCreate(World world, String externalId) {
        return world.all().stream()
                .filter(entry -> entry.sourceId.equals("source-of-" + externalId))
                .noneMatch(entry -> entry.other);
    }

    private boolean happened(Told entry) {
        return switch (entry.type) {
            case "contact_synced" ->
                links(entry).stream()
                        .anyMatch(link -> link.changed("local_contact_id")
                                && link.text("local_contact_id").equals(entry.contact));
            case "contact_sync_updated" ->
                "back at the source".equals(entry.reason)
                        ? links(entry).stream().anyMatch(link -> link.changed("deleted_at"))
                                && changesOf(entry.contact).containsAll(entry.fields)
                        : !entry.fields.isEmpty() && changesOf(entry.contact).containsAll(entry.fields);
            case "contact_sync_deleted_source" ->
                links(entry).stream()
                        .anyMatch(link -> link.changed("deleted_at")
                                && !link.text("deleted_at").equals("null"));
            case "contact_sync_conflict" ->
                entry.fields.isEmpty()
                        ? of("contacts", written).stream()
                                .anyMatch(row ->
                                        row.before() == null && row.text("id").equals(entry.contact))
                        : links(entry).stream().anyMatch(link -> movedIn(link, entry.fields));
            case "contact_merged", "contact_merge_undone" ->
                of("contacts", written).stream().anyMatch(row -> row.changed("merged_into"));
            case "contact_review_resolved", "contact_review_reopened" ->
                of("contacts_review_items", written).stream().anyMatch(row -> row.changed("status"));
            case "contact_sources_taken" -> !changesOf(entry.contact).isEmpty();
            default -> false;
        };
    }

    private List<Written> links(Told entry) {
        return of("contacts_source_links", written).stream()
                .filter(link -> link.text("external_contact_id").equals(entry.externalId))
                .toList();
    }

    /** Whether what the source says of these fields is something else now. */
    private static boolean movedIn(Written link, List<String> fields) {
        return link.before() != null
                && fields.stream()
                        .noneMatch(field -> String.valueOf(said(link.before(), field))
                                .equals(String.valueOf(said(link.after(), field))));
    }

    private static Object said(JsonObject link, String field) {
        return link.getJsonObject("mapped", new JsonObject())
                .getJsonObject("scalars", new JsonObject())
                .getValue(field);
    }

    private Set<String> updatesOf(String contact) {
        return told.stream()
                .filter(entry -> entry.is("contact_sync_updated") && entry.contact.equals(contact))
                .flatMap(entry -> entry.fields.stream())
                .collect(Collectors.toSet());
    }

    private Set<String> changesOf(String contact) {
        return changes.getOrDefault(contact, Set.of());
    }

    private static Map<String, Set<String>> changes(List<Written> written) {
        List<Map.Entry<String, String>> changes = new ArrayList<>();
        of("contacts", written)
                .forEach(row -> FIELDS.stream()
                        .filter(row::changed)
                        .forEach(field -> changes.add(Map.entry(row.text("id"), field))));
        written.stream()
                .filter(row -> LISTS.contains(row.table()))
                .forEach(row -> changes.add(Map.entry(row.text("contact_id"), row.table())));
        return changes.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))));
    }
}
