package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Class<? extends Record>> RECORDS = Map.of(
            "contact-batch", ContactBatch.class,
            "group-batch", GroupBatch.class,
            "contact", CanonicalContact.class,
            "group", CanonicalGroup.class,
            "run-position", RunPosition.class,
            "interaction-batch", InteractionBatch.class);

    static Set<String> schemas() {
        return RECORDS.keySet();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void isAValidSchema(String name) {
        var metaSchema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(metaSchema.validate(Schemas.text(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void namesEveryComponentOfItsRecordAndNothingElse(String name) {
        List<String> differences = new ArrayList<>();

        compare(name, name, Schemas.text(name), RECORDS.get(name), differences);

        assertThat(differences).isEmpty();
    }

    @Test
    void everySchemaFileIsCompared() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/kith/model"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(schemas().stream()
                            .map(name -> name + Schemas.SUFFIX)
                            .toList());
        }
    }

    /** Notes where schema and record differ, references to other schemas followed. */
    private static void compare(String path, String file, JsonNode schema, Type type, List<String> differences) {
        if (schema.has("$ref")) {
            Reference target = Reference.of(file, schema.get("$ref").asText());
            compare(path, target.file(), target.schema(), type, differences);
        } else if (type instanceof ParameterizedType list) {
            expect(path, "array", schema, differences);
            compare(path + "[]", file, schema.path("items"), list.getActualTypeArguments()[0], differences);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            expect(path, "object", schema, differences);
            compareMembers(path, file, schema.path("properties"), record, differences);
        } else if (type instanceof Class<?> constants && constants.isEnum()) {
            JsonNode written = JSON.valueToTree(constants.getEnumConstants());
            if (!schema.path("enum").equals(written)) {
                differences.add(path + " should list " + written);
            }
        } else if (type != JsonNode.class) {
            expect(path, jsonType((Class<?>) type), schema, differences);
        }
    }

    private static void compareMembers(
            String path, String file, JsonNode properties, Class<?> record, List<String> differences) {
        List<String> components = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        properties.fieldNames().forEachRemaining(name -> {
            if (!components.contains(name)) {
                differences.add(path + "." + name + " is no component of " + record.getSimpleName());
            }
        });
        for (RecordComponent component : record.getRecordComponents()) {
            String member = path + "." + component.getName();
            if (properties.has(component.getName())) {
                compare(member, file, properties.get(component.getName()), component.getGenericType(), differences);
            } else {
                differences.add(member + " is missing in the schema");
            }
        }
    }

    private static void expect(String path, String type, JsonNode schema, List<String> differences) {
        if (!schema.path("type").asText().equals(type)) {
            differences.add(path + " should be of type " + type);
        }
    }

    private static String jsonType(Class<?> type) {
        if (type == boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == long.class || type == Integer.class) {
            return "integer";
        }
        if (type == String.class || type == UUID.class || type == Instant.class) {
            return "string";
        }
        throw new AssertionError("no JSON type is known for " + type);
    }

    private record Reference(String file, JsonNode schema) {

        static Reference of(String from, String reference) {
            if (reference.startsWith("#")) {
                return new Reference(from, Schemas.text(from).at(reference.substring(1)));
            }
            String file = reference.substring(0, reference.indexOf(Schemas.SUFFIX));
            return new Reference(file, Schemas.text(file));
        }
    }
}
