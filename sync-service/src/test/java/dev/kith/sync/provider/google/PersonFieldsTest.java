package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.sandbox.google.Discovery;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds masks and mapper to each other and to Google's discovery document. */
class PersonFieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GooglePersonMapper MAPPER = new GooglePersonMapper("US");

    static List<String> contactPaths() {
        return Arrays.asList(PersonFields.CONTACTS.split(","));
    }

    static List<String> otherPaths() {
        return Arrays.asList(PersonFields.OTHER.split(","));
    }

    static Set<String> pathsLeftOut() {
        Set<String> paths = new LinkedHashSet<>(Discovery.maskPaths("people.connections.list", "personFields"));
        contactPaths().forEach(paths::remove);
        return paths;
    }

    /** What is said about a person, in JSON, without the payload itself. */
    private static JsonNode mapped(Set<String> paths) {
        return JSON.valueToTree(MAPPER.contact(WholePerson.masked(paths)).withoutRaw());
    }

    @Test
    void namesOnlyPathsThatGoogleTakes() {
        assertThat(Discovery.maskPaths("people.connections.list", "personFields"))
                .containsAll(contactPaths());
        assertThat(Discovery.maskPaths("people.get", "personFields")).containsAll(contactPaths());
        assertThat(Discovery.otherContactPaths()).containsExactlyInAnyOrderElementsOf(otherPaths());
        assertThat(contactPaths()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("contactPaths")
    void makesUseOfEveryPath(String path) {
        Set<String> without = new LinkedHashSet<>(contactPaths());
        without.remove(path);

        assertThat(mapped(without)).isNotEqualTo(mapped(Set.copyOf(contactPaths())));
    }

    @ParameterizedTest
    @MethodSource("pathsLeftOut")
    void missesNothingThatWouldBeMapped(String path) {
        Set<String> with = new LinkedHashSet<>(contactPaths());
        with.add(path);

        assertThat(mapped(with)).isEqualTo(mapped(Set.copyOf(contactPaths())));
    }

    /** Every property the mapper reads is one that Google's document knows: else something would be missing here. */
    @Test
    void fillsEveryFieldOfAContact() {
        ObjectNode contact = JSON.valueToTree(MAPPER.contact(WholePerson.everything()));

        Set<String> expected = new LinkedHashSet<>();
        for (RecordComponent component : CanonicalContact.class.getRecordComponents()) {
            expected.add(component.getName());
        }
        // A vCard's, and a tombstone's.
        expected.removeAll(Set.of("uid", "deleted"));
        assertThat(contact.properties())
                .extracting(property -> property.getKey())
                .containsAll(expected);
        for (String values :
                List.of("emails", "phones", "addresses", "organizations", "urls", "usernames", "relations")) {
            assertThat(contact.get(values).get(0)).as(values).hasSameSizeAs(componentsOf(values));
        }
    }

    /** The components that an item of a list has. */
    private static List<String> componentsOf(String list) {
        return Arrays.stream(CanonicalContact.class.getRecordComponents())
                .filter(component -> component.getName().equals(list))
                .map(component -> ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0])
                .flatMap(item -> Arrays.stream(((Class<?>) item).getRecordComponents()))
                .map(RecordComponent::getName)
                .toList();
    }
}
