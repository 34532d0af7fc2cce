package dev.kith.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Contacts and batches that the tests share. */
final class Samples {

    static final UUID RUN_ID = UUID.fromString("0f8f7a52-35d1-4c5e-9b53-8f6f3c1d2e4a");
    static final Instant FETCHED_AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private Samples() {}

    /** A contact that fills every component, the lists with more than one entry where their order could matter. */
    static CanonicalContact rich() {
        return CanonicalContact.builder("people/c1")
                .etag("#poIFzCG0qKE=")
                .uid("7C9E6679-7425-40DE-944B-E07FC1F90AE7")
                .aliases(List.of("people/c0", "source:CONTACT:4b3a68250d7520cd"))
                .displayName("Dr. Zoë Ann Ångström-O’Brien Jr. 🐈")
                .namePrefix("Dr.")
                .firstName("Zoë")
                .middleName("Ann")
                .lastName("Ångström-O’Brien")
                .nameSuffix("Jr.")
                .nickname("Zo")
                .emails(List.of(
                        new Email("Zoe@Example.com", "home", true, "zoe@example.com"),
                        new Email("zoë@bücher.example", "work", false, "zoë@bücher.example"),
                        new Email("ask me", null, false, null)))
                .phones(List.of(
                        new Phone("(415) 555-0100", "mobile", true, "+14155550100"),
                        new Phone("+1 415 555 0101 ext. 12", "work", false, null)))
                .addresses(List.of(
                        new PostalAddress(
                                "Hauptstraße 1\nHinterhaus",
                                "2. Stock",
                                "Postfach 7",
                                "Köln",
                                "NRW",
                                "50667",
                                "DE",
                                "Deutschland",
                                "Hauptstraße 1, 50667 Köln",
                                "home",
                                true),
                        new PostalAddress(
                                null, null, null, null, null, null, null, null, "somewhere near the sea", null, false)))
                .organizations(List.of(
                        new Organization("Acme", "Research", "Engineer", true),
                        new Organization("Chess Club", null, "Treasurer", false)))
                .birthdays(List.of(new DateEvent("birthday", null, 2, 29)))
                .anniversaries(List.of(new DateEvent("anniversary", 2010, 6, 1)))
                .events(List.of(new DateEvent("Graduation", 2001, 7, 4), new DateEvent("Name day", null, 12, 6)))
                .urls(List.of(new Url("https://zoe.example/", "blog"), new Url("zoe.example/me", null)))
                .usernames(List.of(new Username("zoe42", "jabber"), new Username("@zoe", null)))
                .photos(List.of(
                        new Photo("https://photos.example/zoe=s400", true, false),
                        new Photo("https://photos.example/letter-z", false, true),
                        new Photo(null, false, false, "image/png", "iVBORw0KGgo=")))
                .notes("met at sea\n\tתודה · شكرا · 谢谢")
                .relations(List.of(new Relation("Bob", "spouse"), new Relation("Rex", null)))
                .customFields(List.of(new CustomField("shoe size", "38"), new CustomField(null, "left-handed")))
                .groupMemberships(List.of("contactGroups/friends", "contactGroups/myContacts"))
                .raw(JsonNodeFactory.instance
                        .objectNode()
                        .put("resourceName", "people/c1")
                        .put("future", true)
                        .set(
                                "nested",
                                JsonNodeFactory.instance
                                        .arrayNode()
                                        .add(1)
                                        .add("two")
                                        .addNull()))
                .build();
    }

    static CanonicalContact minimal() {
        return CanonicalContact.builder("people/c2").displayName("Bob").build();
    }

    static CanonicalContact tombstone() {
        return CanonicalContact.tombstone("people/c3", "#gone");
    }

    static CanonicalGroup friends() {
        return new CanonicalGroup("contactGroups/friends", "#g1", "Friends", CanonicalGroup.Kind.USER, false);
    }

    /** A page in the middle of a full run. */
    static ContactBatch page(List<CanonicalContact> contacts, List<CanonicalGroup> groups, List<SeenContact> seen) {
        return new ContactBatch(
                "google",
                "home",
                "contacts",
                position(2, false),
                FETCHED_AT,
                "page-2",
                "page-3",
                null,
                "page-3",
                false,
                2500,
                contacts,
                groups,
                seen,
                0);
    }

    static ContactBatch page(CanonicalContact... contacts) {
        return page(List.of(contacts), List.of(), List.of());
    }

    /** The page that ends a run and brings its cursor. */
    static ContactBatch lastPage() {
        return new ContactBatch(
                "google",
                "home",
                "other",
                position(3, true),
                FETCHED_AT,
                "page-3",
                null,
                "cursor",
                null,
                true,
                0,
                List.of(),
                List.of(friends()),
                List.of(),
                2);
    }

    static RunPosition position(int page, boolean last) {
        return new RunPosition(RUN_ID, SyncMode.FULL, 7, 3, page, 1, 1, last);
    }
}
