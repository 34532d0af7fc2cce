package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.lives.Witness.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges how a sync came to what it wrote, by what stood before: nobody is linked where more than one came into question,
 * no source takes over what another one still holds, and nobody is asked again what was answered.
 */
final class Conduct {

    private static final List<String> OWNED = List.of("company", "nickname", "first_name", "last_name");
    private static final String MATCHED = "matched by ";

    private final World world;
    private final Deeds deeds;
    private final Picture before;
    private final Picture after;

    /**
     * @param before how things stood
     * @param after how they stand, as {@code before} is to be told in the end
     */
    Conduct(World world, Deeds deeds, Picture before, Picture after) {
        this.world = world;
        this.deeds = deeds;
        this.before = before;
        this.after = after;
    }

    /** @param written by one transaction of a sync of the account */
    void judge(AccountKey account, List<Written> written) {
        for (Written row : written) {
            switch (row.table()) {
                case "activity_feed" -> matched(account, row);
                case "contacts" -> owners(row, written);
                case "contacts_review_items" -> asked(row);
                default -> {}
            }
        }
    }

    private void matched(AccountKey account, Written told) {
        JsonObject details = told.after().getJsonObject("details", new JsonObject());
        String reason = details.getString("reason");
        if (told.before() == null && reason != null && reason.startsWith(MATCHED)) {
            SourceEntry entry = world.entries.get(account).stream()
                    .filter(one -> one.wasCalled(details.getString("externalId")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("somebody was matched whom nobody spoke of"));
            matched(entry, told.text("contact_id"), reason.substring(MATCHED.length()));
        }
    }

    private void matched(SourceEntry entry, String contact, String rung) {
        switch (rung) {
            case "email" ->
                only(contact, entry, "email", entry.emails.stream().limit(1).toList());
            case "phone" -> only(contact, entry, "phone", List.copyOf(entry.phones));
            case "name" -> onlyOfTheName(contact, entry);
            default -> throw new AssertionError("nobody here is matched by " + rung);
        }
    }

    /** Whom else it might have been, by a value that stood with others before and does still. */
    private void only(String contact, SourceEntry entry, String type, List<String> values) {
        Set<String> holders = new HashSet<>(before.holders(type, values));
        holders.retainAll(after.holders(type, values));
        holders.remove(contact);
        assertThat(holders).as("others who held what %s was matched by", entry).isEmpty();
        JsonObject matched = before.contact(contact);
        if (entry.name != null && matched != null && named(matched)) {
            assertThat(matched.getString("name"))
                    .as("the name of whom %s is", entry)
                    .isEqualTo(entry.name);
        }
    }

    private void onlyOfTheName(String contact, SourceEntry entry) {
        boolean reachable = !entry.emails.isEmpty() || !entry.phones.isEmpty();
        assertThat(reachable && before.reachable(contact))
                .as("%s and whom it was matched with are both known by an address or a number", entry)
                .isFalse();
        assertThat(before.contacts()
                        .filter(one -> entry.name.equals(one.getString("name")))
                        .map(one -> one.getString("id"))
                        .filter(one -> after.contact(one) != null && !one.equals(contact))
                        .filter(one -> !reachable || !before.reachable(one)))
                .as("others who are called like %s", entry)
                .isEmpty();
        assertThat(entry.name).as("a name that tells enough").contains(" ");
    }

    /** Whether it is called by more than an address or a number. */
    private static boolean named(JsonObject contact) {
        String name = contact.getString("name");
        return contact.getString("first_name") != null
                || contact.getString("last_name") != null
                || !name.contains("@") && !name.startsWith("+") && !name.equals("Unnamed contact");
    }

    /** Whether a value of another source gave way, though that one is there and says it still; and who took over. */
    private void owners(Written row, List<Written> written) {
        if (row.before() == null || row.after() == null || deeds.merged(UUID.fromString(row.text("id")))) {
            return;
        }
        for (String field : OWNED) {
            String value = row.before().getString(field);
            if (value != null && row.changed(field)) {
                List<Written> former = written.stream()
                        .filter(link -> link.table().equals("contacts_source_links") && link.before() != null)
                        .filter(link -> value.equals(said(link.before(), field)))
                        .toList();
                List<JsonObject> others = others(row.text("id"), former, field);
                if (former.isEmpty()) {
                    assertThat(others.stream().filter(link -> value.equals(said(link, field))))
                            .as("sources that still say %s as %s", value, field)
                            .isEmpty();
                } else if (former.stream().allMatch(link -> silent(link.after(), field)) && !others.isEmpty()) {
                    assertThat(row.after().getString(field))
                            .as("%s of the source that was linked longest", field)
                            .isEqualTo(said(others.get(0), field));
                }
            }
        }
    }

    /** Other sources of a contact that say something, the one that was linked longest first. */
    private List<JsonObject> others(String contact, List<Written> former, String field) {
        Set<List<String>> left = former.stream().map(link -> key(link.before())).collect(Collectors.toSet());
        return before.links(contact)
                .filter(link -> connected(link) && !left.contains(key(link)) && said(link, field) != null)
                .sorted(Comparator.comparing((JsonObject link) -> link.getString("first_seen_at"))
                        .thenComparing(link -> String.join("/", key(link))))
                .toList();
    }

    private static List<String> key(JsonObject link) {
        return Stream.of("provider", "account_id", "external_contact_id")
                .map(link::getString)
                .toList();
    }

    private static boolean silent(JsonObject link, String field) {
        return link == null || link.getString("deleted_at") != null || said(link, field) == null;
    }

    private boolean connected(JsonObject link) {
        return !world.disconnected.contains(new AccountKey(link.getString("provider"), link.getString("account_id")));
    }

    private static String said(JsonObject link, String field) {
        return link.getJsonObject("mapped", new JsonObject())
                .getJsonObject("scalars", new JsonObject())
                .getString(field);
    }

    private void asked(Written question) {
        if (question.after() == null
                || !question.changed("status")
                || !"open".equals(question.text("status"))
                || question.after().getString("contact_id") == null) {
            return;
        }
        UUID contact = UUID.fromString(question.text("contact_id"));
        question
                .after()
                .getJsonObject("evidence", new JsonObject())
                .getJsonArray("candidates", new JsonArray())
                .stream()
                .map(id -> UUID.fromString(String.valueOf(id)))
                .forEach(other -> assertThat(deeds.separated)
                        .as("asked again whether two are one")
                        .doesNotContain(Set.of(contact, other)));
    }
}
