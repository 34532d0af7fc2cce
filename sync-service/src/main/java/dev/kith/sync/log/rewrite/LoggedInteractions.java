package dev.kith.sync.log.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls and messages.
 *
 * @param handles for each of them, the mark of the other side's number or address; empty where that is nobody's
 */
record LoggedInteractions(ObjectNode tree, List<Optional<String>> handles) implements LogContent {

    private static final String INTERACTIONS = "interactions";

    static LoggedInteractions of(ObjectNode tree, String region) {
        List<Optional<String>> handles = new ArrayList<>();
        tree.path(INTERACTIONS).forEach(one -> handles.add(handle(one.path("counterpart"), region)));
        return new LoggedInteractions(tree, handles);
    }

    private static Optional<String> handle(JsonNode counterpart, String region) {
        return Stream.of("e164", "email", "handle")
                .map(counterpart::path)
                .filter(JsonNode::isTextual)
                .findFirst()
                .flatMap(text -> Mentions.handle(text.textValue(), region));
    }

    @Override
    public Set<String> marks() {
        return handles.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    }

    @Override
    public boolean touchedBy(Erased erased) {
        return marks().stream().anyMatch(erased::handle);
    }

    @Override
    public Optional<byte[]> rest(Erased erased, Later later, long offset) {
        if (!touchedBy(erased)) {
            return Optional.of(LogContent.write(tree));
        }
        ArrayNode rest = JSON.createArrayNode();
        for (int i = 0; i < handles.size(); i++) {
            if (handles.get(i).filter(erased::handle).isEmpty()) {
                rest.add(tree.path(INTERACTIONS).get(i));
            }
        }
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(LogContent.write(tree.deepCopy().<ObjectNode>set(INTERACTIONS, rest)));
    }

    @Override
    public void meet(Later later, long offset) {
        // A call or a message has one state.
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "LoggedInteractions[" + handles.size() + "]";
    }
}
