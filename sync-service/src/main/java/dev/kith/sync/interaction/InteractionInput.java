package dev.kith.sync.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionCodec;
import dev.kith.model.UnicodeText;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Quarantined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The interactions of a slice, each once; those that cannot be read, or that the database refused, are set aside.
 *
 * @param repeated how many were named more than once
 */
record InteractionInput(List<IncomingInteraction> interactions, List<Quarantined> quarantined, int repeated) {

    /** An id too long to be kept is shown by its beginning. */
    private static final int SHOWN_ID = 200;

    /** @param refused by external id, the SQLSTATE with which the database refused an interaction */
    static InteractionInput of(List<InteractionSlice.Entry> entries, Map<String, String> refused) {
        List<Quarantined> quarantined = new ArrayList<>();
        Map<String, IncomingInteraction> once = new LinkedHashMap<>();
        int readable = 0;
        for (InteractionSlice.Entry entry : entries) {
            entry.unreadable()
                    .forEach(lost -> quarantined.add(aside(lost.externalId(), entry, lost.reason(), lost.payload())));
            for (Interaction interaction : entry.batch().interactions()) {
                String sqlState = refused.get(interaction.externalId());
                String problem = sqlState == null
                        ? IncomingInteraction.problem(interaction).orElse(null)
                        : "the database refuses a value of it (SQLSTATE " + sqlState + ")";
                if (problem != null) {
                    quarantined.add(
                            aside(interaction.externalId(), entry, problem, InteractionCodec.tree(interaction)));
                    continue;
                }
                readable++;
                once.putIfAbsent(
                        entry.batch().source() + " " + interaction.externalId(),
                        IncomingInteraction.of(
                                interaction, IncomingInteraction.Sender.of(entry.batch()), entry.position()));
            }
        }
        return new InteractionInput(List.copyOf(once.values()), quarantined, readable - once.size());
    }

    private static Quarantined aside(
            String externalId, InteractionSlice.Entry entry, String reason, JsonNode interaction) {
        String shown = externalId == null ? null : UnicodeText.clean(externalId);
        return Quarantined.interaction(
                shown == null || shown.length() <= SHOWN_ID ? shown : shown.substring(0, SHOWN_ID),
                entry.batch().stream(),
                entry.position(),
                reason,
                InteractionPayload.of(entry.batch(), interaction));
    }

    /** The handles of people of whom something is to be set aside. */
    Set<HandleKey> asideHandles(String region) {
        return quarantined.stream()
                .flatMap(aside -> handle(aside, region).stream())
                .collect(Collectors.toSet());
    }

    /** The same with nothing set aside of some handles; what is left out counts as known. */
    InteractionInput without(Set<String> handles, String region) {
        List<Quarantined> rest = quarantined.stream()
                .filter(aside -> handle(aside, region)
                        .filter(handle -> handles.contains(handle.text()))
                        .isEmpty())
                .toList();
        return new InteractionInput(interactions, rest, repeated + quarantined.size() - rest.size());
    }

    private static Optional<HandleKey> handle(Quarantined aside, String region) {
        return InteractionPayload.counterpart(aside.payload()).flatMap(text -> HandleKey.ofPerson(text, region));
    }

    InteractionInput only(List<IncomingInteraction> some) {
        return new InteractionInput(some, List.of(), 0);
    }

    List<String> externalIds() {
        return interactions.stream()
                .map(incoming -> incoming.row().externalId())
                .toList();
    }

    /** Where interactions of some handles stand in the log. */
    List<LogPosition> positions(Set<HandleKey> handles) {
        return interactions.stream()
                .filter(incoming -> handles.contains(incoming.handle()))
                .map(IncomingInteraction::position)
                .toList();
    }

    /** The handles of people, by which contacts are sought. */
    Set<HandleKey> people() {
        return interactions.stream()
                .map(IncomingInteraction::handle)
                .filter(HandleKey::person)
                .collect(Collectors.toUnmodifiableSet());
    }
}
