package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CanonicalHashTest {

    private static final Set<String> NOT_CONTENT = Set.of("externalId", "etag", "aliases", "raw");
    private static final String RICH = CanonicalHash.of(Samples.rich());

    @Test
    void isTheSameOnEveryMachineAndInEveryVersion() {
        // A change here makes every contact of every account be decided again at its next sync.
        assertThat(RICH).isEqualTo("027f6d7959dae46244b91a4edaf301f27c164dd17fa664ae9521e8257ee98ce1");
    }

    @Test
    void doesNotCareForIdsVersionsAndPayload() {
        CanonicalContact other = CanonicalContactBuilder.copyAs("people/c99", Samples.rich())
                .etag("#other")
                .aliases(List.of("people/c98"))
                .raw(TextNode.valueOf("other"))
                .build();

        assertThat(CanonicalHash.of(other)).isEqualTo(RICH);
    }

    @Test
    void doesNotCareForPicturesThatTheProviderMade() {
        CanonicalContact without = Samples.rich().toBuilder()
                .photos(Samples.rich().photos().stream()
                        .filter(photo -> !photo.generated())
                        .toList())
                .build();

        assertThat(CanonicalHash.of(without)).isEqualTo(RICH);
    }

    @Test
    void doesNotCareForTheOrderOfValues() throws ReflectiveOperationException {
        ObjectNode reversed = tree();
        int lists = 0;
        for (RecordComponent component : CanonicalContact.class.getRecordComponents()) {
            if (component.getType() == List.class && !component.getName().equals("organizations")) {
                ArrayNode list = (ArrayNode) reversed.get(component.getName());
                List<JsonNode> values = new ArrayList<>();
                list.forEach(values::add);
                Collections.reverse(values);
                reversed.set(
                        component.getName(),
                        JsonNodeFactory.instance.arrayNode().addAll(values));
                lists++;
            }
        }

        assertThat(lists).isGreaterThan(10);
        assertThat(hash(reversed)).isEqualTo(RICH);
    }

    @Test
    void caresWhichOrganisationComesFirst() {
        List<Organization> organizations = new ArrayList<>(Samples.rich().organizations());
        Collections.reverse(organizations);

        assertThat(CanonicalHash.of(
                        Samples.rich().toBuilder().organizations(organizations).build()))
                .isNotEqualTo(RICH);
    }

    @Test
    void changesWithEveryComponentThatGoes() {
        List<String> unnoticed = new ArrayList<>();
        for (RecordComponent component : CanonicalContact.class.getRecordComponents()) {
            ObjectNode without = tree();
            without.remove(component.getName());
            if (!NOT_CONTENT.contains(component.getName())
                    && !component.getName().equals("deleted")
                    && hash(without).equals(RICH)) {
                unnoticed.add(component.getName());
            }
        }

        assertThat(unnoticed).isEmpty();
    }

    @Test
    void changesWithEveryValue() {
        List<String> unnoticed = new ArrayList<>();
        ObjectNode contact = tree();
        contact.properties().stream()
                .filter(field -> !NOT_CONTENT.contains(field.getKey()))
                .map(field -> field.getKey())
                .toList()
                .forEach(name -> change(contact, name, name, contact, unnoticed));

        assertThat(unnoticed).isEmpty();
        assertThat(hash(contact)).isEqualTo(RICH);
    }

    @Test
    void tellsAValueFromTheSameValueElsewhere() {
        assertThat(CanonicalHash.of(
                        CanonicalContact.builder("x").firstName("Ann").build()))
                .isNotEqualTo(CanonicalHash.of(
                        CanonicalContact.builder("x").lastName("Ann").build()));
        assertThat(CanonicalHash.of(CanonicalContact.builder("x")
                        .urls(List.of(new Url("a", "b"), new Url("c", "d")))
                        .build()))
                .isNotEqualTo(CanonicalHash.of(CanonicalContact.builder("x")
                        .urls(List.of(new Url("a", "d"), new Url("c", "b")))
                        .build()));
    }

    @Property(tries = 300)
    void survivesTheWayThroughTheLog(@ForAll CanonicalContact contact) {
        CanonicalContact read = BatchCodec.readContact(BatchCodec.writeContact(contact));

        assertThat(CanonicalHash.of(read)).isEqualTo(CanonicalHash.of(contact)).hasSize(64);
    }

    /** Changes each value below a member in turn and notes those that leave the hash as it was. */
    private static void change(
            ObjectNode contact, String path, String name, ObjectNode holder, List<String> unnoticed) {
        JsonNode original = holder.get(name);
        if (original instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                changeEntry(contact, path + "[" + i + "]", list, i, unnoticed);
            }
        } else {
            holder.set(name, other(original));
            note(contact, path, unnoticed);
            holder.set(name, original);
        }
    }

    private static void changeEntry(
            ObjectNode contact, String path, ArrayNode list, int index, List<String> unnoticed) {
        JsonNode original = list.get(index);
        if (original instanceof ObjectNode entry) {
            boolean generated = entry.path("generated").asBoolean();
            entry.properties().stream().map(field -> field.getKey()).toList().stream()
                    .filter(name -> !generated || name.equals("generated"))
                    .forEach(name -> change(contact, path + "." + name, name, entry, unnoticed));
        } else {
            list.set(index, other(original));
            note(contact, path, unnoticed);
            list.set(index, original);
        }
    }

    private static void note(ObjectNode contact, String path, List<String> unnoticed) {
        if (hash(contact).equals(RICH)) {
            unnoticed.add(path);
        }
    }

    private static JsonNode other(JsonNode value) {
        if (value.isBoolean()) {
            return JsonNodeFactory.instance.booleanNode(!value.booleanValue());
        }
        if (value.isInt()) {
            return JsonNodeFactory.instance.numberNode(value.intValue() == 1 ? 2 : value.intValue() - 1);
        }
        String text = value.textValue();
        return TextNode.valueOf(text.startsWith("+1") ? text + "1" : text.equals("DE") ? "AT" : text + "x");
    }

    private static ObjectNode tree() {
        return BatchCodec.JSON.valueToTree(Samples.rich());
    }

    private static String hash(ObjectNode contact) {
        return CanonicalHash.of(BatchCodec.readContact(contact.toString()));
    }
}
