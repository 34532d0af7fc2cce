package dev.kith.sync.provider.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What readers of files make of them, as tests compare it. */
final class ReadFiles {

    static final Path VCARDS = Path.of("src/test/resources/vcards");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .build();

    private ReadFiles() {}

    static List<Path> vcards() {
        try (Stream<Path> files = Files.list(VCARDS)) {
            return files.filter(file -> file.toString().endsWith(".vcf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ParsedEntry> all(FileEntries entries) {
        List<ParsedEntry> all = new ArrayList<>();
        try (entries) {
            for (ParsedEntry entry = entries.next(); entry != null; entry = entries.next()) {
                all.add(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Entries as JSON, without what is in memory only: payloads, and the bytes of photos beyond their number. */
    static ArrayNode json(List<ParsedEntry> entries) {
        ArrayNode array = JSON.createArrayNode();
        for (ParsedEntry entry : entries) {
            ObjectNode shown = array.addObject();
            if (entry.contact() != null) {
                shown.set("contact", json(entry.contact()));
            }
            if (entry.group()) {
                shown.set("group", JSON.valueToTree(entry.groups().get(0)));
            }
            if (!entry.errors().isEmpty()) {
                shown.set("errors", JSON.valueToTree(entry.errors()));
            }
        }
        return array;
    }

    private static ObjectNode json(CanonicalContact contact) {
        ObjectNode json = JSON.valueToTree(contact.withoutRaw());
        json.path("photos").forEach(photo -> {
            if (photo.has("data")) {
                ((ObjectNode) photo)
                        .put(
                                "data",
                                Base64.getDecoder().decode(photo.get("data").asText()).length + " bytes");
            }
        });
        return json;
    }
}
