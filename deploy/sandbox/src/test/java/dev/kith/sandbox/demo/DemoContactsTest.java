package dev.kith.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.Discovery;
import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.google.StandInOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoContactsTest {

    private static GoogleStandIn google;
    private static Collection<ObjectNode> personal;
    private static Collection<ObjectNode> work;

    @BeforeAll
    static void fill() {
        google = GoogleStandIn.start(StandInOptions.temporary());
        StandInControl control = google.control();
        for (String account : List.of("personal", "work", "again")) {
            control.createAccount(account, account + "@example.com", account, Set.of(StandInControl.CONTACTS_SCOPE));
        }
        DemoContacts.personal(control, "personal");
        DemoContacts.personal(control, "again");
        DemoContacts.work(control, "work");
        personal = control.contacts("personal").values();
        work = control.contacts("work").values();
    }

    @AfterAll
    static void close() {
        google.close();
    }

    @Test
    void areAFewHundredAndTheSameEachTime() {
        assertThat(personal).hasSizeBetween(250, 500);
        assertThat(work).hasSizeBetween(150, 300);
        assertThat(google.control().contacts("again"))
                .isEqualTo(google.control().contacts("personal"));
        assertThat(google.control().otherContacts("personal")).hasSize(40);
        assertThat(google.control().groups("personal")).containsValues("Choir", "Neighbours");
    }

    @Test
    void haveOnlyFieldsThatGoogleKnows() {
        for (ObjectNode person : all()) {
            person.fieldNames()
                    .forEachRemaining(field -> assertThat(Discovery.hasProperty("Person", field))
                            .as(field)
                            .isTrue());
        }
        assertThat(values(personal, "phoneNumbers", "value")).isNotEmpty().allMatch(value -> !value.isBlank());
    }

    @Test
    void useOnlyAddressesThatBelongToNobody() {
        assertThat(values(all(), "emailAddresses", "value"))
                .allMatch(address -> address.matches(".+@(.+\\.)?example(\\.com)?"));
    }

    @Test
    void haveFamiliesThatShareALandline() {
        Map<String, Long> holders = count(
                personal,
                "phoneNumbers",
                value -> value.path("type").asText().equals("home")
                        ? value.path("canonicalForm").asText()
                        : null);

        assertThat(holders.values().stream().filter(people -> people >= 2)).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void havePeopleOfTheSameName() {
        Map<String, Long> holders =
                count(personal, "names", name -> name.path("displayName").asText());

        assertThat(holders.get("Amara Okafor")).isEqualTo(2);
    }

    @Test
    void shareSomePeopleBetweenTheAccounts() {
        Set<String> atHome = Set.copyOf(values(personal, "emailAddresses", "value"));

        assertThat(values(work, "emailAddresses", "value").stream().filter(atHome::contains))
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void haveNobodyElsesMobileNumber() {
        Map<String, Long> holders = count(
                personal,
                "phoneNumbers",
                value -> value.path("type").asText().equals("mobile")
                        ? value.path("value").asText()
                        : null);

        assertThat(holders.values()).allMatch(people -> people == 1);
        assertThat(holders.keySet()).anyMatch(number -> number.startsWith("06 39 98"));
        assertThat(holders.keySet()).anyMatch(number -> number.startsWith("07700 900"));
    }

    private static List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>(personal);
        all.addAll(work);
        all.addAll(google.control().otherContacts("personal").values());
        return all;
    }

    private static List<String> values(Collection<ObjectNode> people, String field, String property) {
        List<String> values = new ArrayList<>();
        people.forEach(person -> person.path(field)
                .forEach(value -> values.add(value.path(property).asText())));
        return values;
    }

    /** How many people hold each key; what has none ({@code null}) is not counted. */
    private static Map<String, Long> count(
            Collection<ObjectNode> people, String field, Function<JsonNode, String> key) {
        List<String> keys = new ArrayList<>();
        people.forEach(person -> person.path(field).forEach(value -> {
            String found = key.apply(value);
            if (found != null) {
                keys.add(found);
            }
        }));
        return keys.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
