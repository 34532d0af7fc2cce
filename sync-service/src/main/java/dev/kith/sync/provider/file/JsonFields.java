package dev.kith.sync.provider.file;

import static dev.kith.model.UnicodeText.stripped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CustomField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of an object whose keys are written in camel or in snake case. Remembers which were asked for, so that none is
 * overlooked, and reports what is not of the form it should be.
 */
final class JsonFields {

    /** A value is not of the form it should be; the message says which. */
    static final class Misshapen extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misshapen(String message) {
            super(message);
        }
    }

    private final ObjectNode object;
    private final String path;
    private final EntryErrors errors;
    private final Set<String> taken = new HashSet<>();

    JsonFields(ObjectNode object, String path, EntryErrors errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    private JsonNode take(String name) {
        String key = object.has(name) ? name : snake(name);
        taken.add(key);
        JsonNode value = object.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    void ignore(Set<String> names) {
        names.forEach(this::take);
    }

    /** {@code null} when it is missing, empty or no text; the last is reported. */
    String text(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (value.isContainerNode()) {
            errors.add(path + name, "This must be text; it was left out.");
            return null;
        }
        return stripped(value.asText());
    }

    boolean flag(String name) {
        JsonNode value = take(name);
        return value != null && value.asBoolean();
    }

    /** {@code null} when it is missing. */
    Integer number(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual() ? !value.asText().strip().matches("-?\\d{1,9}") : !value.canConvertToInt()) {
            throw new Misshapen(name + " must be a whole number");
        }
        return value.isTextual() ? Integer.valueOf(value.asText().strip()) : Integer.valueOf(value.asInt());
    }

    /**
     * The items of a list, mapped; what cannot be is reported and left out.
     *
     * @param ofText makes an item of text that stands alone; {@code null} where none may
     */
    <T> List<T> list(String name, Function<JsonFields, T> ofObject, Function<String, T> ofText) {
        JsonNode value = take(name);
        List<T> mapped = new ArrayList<>();
        if (value == null) {
            return mapped;
        }
        int index = 0;
        for (JsonNode item : value.isArray() ? value : object.arrayNode().add(value)) {
            String itemPath = path + name + "[" + index++ + "]";
            try {
                T one = item(item, itemPath, ofObject, ofText);
                if (one != null) {
                    mapped.add(one);
                }
            } catch (Misshapen | IllegalArgumentException e) {
                errors.add(itemPath, "This item was left out: " + reason(e) + ".");
            }
        }
        return mapped;
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof Misshapen ? failure.getMessage() : "it holds no valid value";
    }

    private <T> T item(JsonNode item, String itemPath, Function<JsonFields, T> ofObject, Function<String, T> ofText) {
        if (item instanceof ObjectNode fields) {
            return ofObject.apply(new JsonFields(fields, itemPath + ".", errors));
        }
        if (item.isValueNode() && !item.isNull() && ofText != null) {
            String text = stripped(item.asText());
            return text == null ? null : ofText.apply(text);
        }
        throw new Misshapen("it must be an object");
    }

    /** Text that an item cannot do without. */
    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw new Misshapen(name + " is missing");
        }
        return text;
    }

    /** What nobody asked for, by its key. */
    List<CustomField> rest() {
        List<CustomField> rest = new ArrayList<>();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            String text = value.isContainerNode()
                    ? value.isEmpty() ? null : value.toString()
                    : value.isNull() ? null : stripped(value.asText());
            if (text != null && !taken.contains(field.getKey())) {
                rest.add(new CustomField(field.getKey(), text));
            }
        });
        return rest;
    }
}
