package dev.kith.sync.provider.vcard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A card as its source wrote it, unfolded, without the bytes of photos and attachments. */
final class Payload {

    /** They differ from one export of a card to the next. */
    private static final Set<String> OF_THE_EXPORT = Set.of("PRODID", "REV");

    private final List<String> lines = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    /** @param bytes whether the value is bytes, and no text */
    void add(ContentLine line, boolean bytes) {
        lines.add(bytes ? line.with(line.header(), "").text() : line.text());
        if (!OF_THE_EXPORT.contains(line.name())) {
            said.add(line.text());
        }
    }

    void add(Agent agent) {
        lines.add("AGENT:" + CardText.escaped(agent.written()));
        said.add("AGENT:" + agent.card().value());
    }

    /** Another card that stands in the same place, after the lines of this one. */
    void addAnother(String card) {
        lines.add("END:VCARD\nBEGIN:VCARD\n" + card);
        said.add(card);
    }

    /** @param version by which the lines are to be read */
    JsonNode raw(String version) {
        return JsonNodeFactory.instance.objectNode().put("version", version).put("vcard", String.join("\n", lines));
    }

    /** SHA-256 of what the card says, in whatever order. */
    String fingerprint() {
        return Sha256.hex(
                said.stream().sorted().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8));
    }
}
