package dev.kith.sync.backfill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.backfill.identity.IdentityKeys;
import dev.kith.sync.backfill.identity.MatchDecision;
import dev.kith.sync.backfill.identity.Rung;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What spoke for and against a link, for whoever asks later. */
final class Evidence {

    private Evidence() {}

    static ObjectNode linked(MatchDecision.Linked match, IdentityKeys keys) {
        return of(match.rung(), match.matched(), keys.calledBy());
    }

    static ObjectNode ambiguous(MatchDecision.Ambiguous match, IdentityKeys keys) {
        ObjectNode evidence = of(match.rung(), match.matched(), keys.calledBy());
        evidence.put("reason", match.reason().text());
        return candidates(evidence, match.candidates());
    }

    static ObjectNode duplicate(Rung rung, String matched, String name, UUID other) {
        ObjectNode evidence = of(rung, matched, name);
        evidence.put("reason", "both contacts hold this value and their names agree");
        return candidates(evidence, List.of(other));
    }

    static ObjectNode deletedHere(String name) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        evidence.put("name", name);
        return evidence.put("reason", "the contact was deleted here and is still there at its source");
    }

    static ObjectNode backBeside(String name, UUID contact) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        evidence.put("name", name);
        evidence.put(
                "reason",
                "this entry was deleted at its source and is there again, beside one that was entered in its place");
        return candidates(evidence, List.of(contact));
    }

    private static ObjectNode of(Rung rung, String matched, String name) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        evidence.put("rung", rung.code());
        evidence.put("matched", matched);
        evidence.put("name", name);
        return evidence;
    }

    private static ObjectNode candidates(ObjectNode evidence, Collection<UUID> candidates) {
        candidates.forEach(id -> evidence.withArray("candidates").add(id.toString()));
        return evidence;
    }
}
