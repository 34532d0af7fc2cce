package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** One odd person must not cost a page: whatever shape an answer takes, it is mapped. */
class MapperRobustnessTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<JsonNode> ODD = List.of(
            NODES.nullNode(),
            NODES.textNode(""),
            NODES.textNode("x".repeat(300)),
            NODES.textNode("+\u0000\ud800"),
            NODES.numberNode(-1),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(1e300),
            NODES.booleanNode(true),
            NODES.arrayNode(),
            NODES.arrayNode().add("text").addNull().add(NODES.objectNode()),
            NODES.objectNode(),
            NODES.objectNode().put("value", 7));

    private final GooglePersonMapper mapper = new GooglePersonMapper("US");

    @Property(tries = 2000)
    void mapsWhateverShapeAnAnswerTakes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        ObjectNode person = WholePerson.everything();
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            List<Consumer<JsonNode>> places = new ArrayList<>();
            collect(person, places);
            places.get(random.nextInt(places.size()))
                    .accept(ODD.get(random.nextInt(ODD.size())).deepCopy());
        }
        person.put("resourceName", "people/c1");

        CanonicalContact contact = mapper.contact(person);

        assertThat(contact.externalId()).isEqualTo("people/c1");
    }

    /** Every place of a tree where another node could stand. */
    private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> {
                places.add(other -> object.set(property.getKey(), other));
                collect(property.getValue(), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(other -> array.set(index, other));
                collect(array.get(i), places);
            }
        }
    }
}
