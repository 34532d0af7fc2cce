package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema and the codec refuse the same values. */
class SchemaAgreementTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<JsonNode> ONE_OF_EACH_TYPE = List.of(
            JSON.textNode("text"),
            JSON.numberNode(5),
            JSON.numberNode(1.5),
            JSON.booleanNode(true),
            JSON.objectNode(),
            JSON.arrayNode());

    /** Values of the right type that a member may not have, by the end of its path. */
    private static final List<Wrong> WRONG = List.of(
            new Wrong("/externalId", JSON.textNode(" ")),
            new Wrong("/provider", JSON.textNode("")),
            new Wrong("/accountId", JSON.textNode("")),
            new Wrong("/stream", JSON.textNode("\t")),
            new Wrong("/runId", JSON.textNode("")),
            new Wrong("/mode", JSON.textNode("sometimes")),
            new Wrong("/generation", JSON.numberNode(-1)),
            new Wrong("/fence", JSON.numberNode(-1)),
            new Wrong("/page", JSON.numberNode(0)),
            new Wrong("/part", JSON.numberNode(0)),
            new Wrong("/parts", JSON.numberNode(0)),
            new Wrong("/total", JSON.numberNode(1L << 31)),
            new Wrong("/fetchedAt", JSON.textNode("2026-01-02 03:04:05")),
            new Wrong("/value", JSON.textNode(" ")),
            new Wrong("/e164", JSON.textNode("0415555")),
            new Wrong("/country", JSON.textNode("us")),
            new Wrong("/year", JSON.numberNode(0)),
            new Wrong("/month", JSON.numberNode(13)),
            new Wrong("/day", JSON.numberNode(32)),
            new Wrong("/url", JSON.textNode("")),
            new Wrong("/person", JSON.textNode("")));

    private record Wrong(String pathEnd, JsonNode value) {}

    private final List<String> disagreements = new ArrayList<>();
    private int refused;

    @Test
    void onTheTypeOfEveryMember() {
        ObjectNode batch = batch();
        visit(
                batch,
                "",
                batch,
                (path, original) -> ONE_OF_EACH_TYPE.stream()
                        .filter(other -> other.getNodeType() != original.getNodeType()
                                || original.isIntegralNumber() && !other.isIntegralNumber())
                        .toList());

        assertThat(disagreements).isEmpty();
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void onValuesThatBreakARule() {
        ObjectNode batch = batch();
        visit(
                batch,
                "",
                batch,
                (path, original) -> WRONG.stream()
                        .filter(wrong -> path.endsWith(wrong.pathEnd()) && !path.startsWith("/contacts/0/customFields"))
                        .map(Wrong::value)
                        .toList());

        assertThat(disagreements).isEmpty();
        assertThat(refused).isGreaterThanOrEqualTo(WRONG.size());
    }

    private interface Replacements {
        List<JsonNode> of(String path, JsonNode original);
    }

    private static ObjectNode batch() {
        return BatchCodec.object(BatchCodec.write(Samples.page(
                List.of(Samples.rich()),
                List.of(new CanonicalGroup("g", "e", "n", CanonicalGroup.Kind.USER, true)),
                List.of(new SeenContact("s", "e")))));
    }

    private void visit(ObjectNode batch, String path, JsonNode container, Replacements replacements) {
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode original = object.get(name);
                String member = path + "/" + name;
                if (name.equals("raw")) {
                    continue;
                }
                for (JsonNode replacement : replacements.of(member, original)) {
                    object.set(name, replacement);
                    check(batch, member + " = " + replacement);
                }
                object.set(name, original);
                visit(batch, member, original, replacements);
            }
        } else if (container instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode original = array.get(i);
                String entry = path + "/" + i;
                for (JsonNode replacement : replacements.of(entry, original)) {
                    array.set(i, replacement);
                    check(batch, entry + " = " + replacement);
                }
                array.set(i, original);
                visit(batch, entry, original, replacements);
            }
        }
    }

    private void check(ObjectNode batch, String change) {
        boolean schemaRefuses =
                !Schemas.validator("contact-batch").validate(batch).isEmpty();
        boolean codecRefuses;
        try {
            codecRefuses = !BatchCodec.readContactBatch(BatchCodec.bytes(batch))
                    .unreadable()
                    .isEmpty();
        } catch (UnreadableBatchException e) {
            codecRefuses = true;
        }
        refused++;
        if (!schemaRefuses || !codecRefuses) {
            disagreements.add(change + ": schema " + (schemaRefuses ? "refuses" : "takes") + " it, codec "
                    + (codecRefuses ? "refuses" : "takes") + " it");
        }
    }
}
