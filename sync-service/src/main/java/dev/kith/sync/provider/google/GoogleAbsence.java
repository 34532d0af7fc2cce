package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks Google about each person missing from a list: lists have come back short before.
 *
 * @see <a href="https://developers.google.com/people/api/rest/v1/people/getBatchGet">people.getBatchGet</a>
 */
final class GoogleAbsence {

    private static final int BATCH = 200;
    private static final int NOT_FOUND = 404;
    private static final int STATUS_NOT_FOUND = 5;

    private final GoogleApi api;

    GoogleAbsence(GoogleApi api) {
        this.api = api;
    }

    Uni<Set<String>> confirm(SourceAccount account, Set<String> externalIds) {
        // Other contacts cannot be asked for: their absence from a whole listing must do.
        Set<String> gone = externalIds.stream()
                .filter(name -> !name.startsWith("people/"))
                .collect(Collectors.toCollection(HashSet::new));
        List<String> people =
                externalIds.stream().filter(name -> name.startsWith("people/")).toList();
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < people.size(); from += BATCH) {
            batches.add(people.subList(from, Math.min(people.size(), from + BATCH)));
        }
        return Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndConcatenate(batch -> ask(account, batch))
                .collect()
                .in(() -> gone, Set::addAll);
    }

    private Uni<Set<String>> ask(SourceAccount account, List<String> names) {
        String query = names.stream()
                .map(name -> "resourceNames=" + GooglePages.encode(name))
                .collect(Collectors.joining(
                        "&",
                        "/v1/people:batchGet?",
                        "&personFields=metadata&sources=READ_SOURCE_TYPE_CONTACT&prettyPrint=false"));
        return api.get(account, query, Asked.about(Stream.CONTACTS)).map(answer -> {
            Set<String> gone = new HashSet<>();
            for (JsonNode response : answer.path("responses")) {
                if (gone(response)) {
                    gone.add(response.path("requestedResourceName").asText());
                }
            }
            return gone;
        });
    }

    /**
     * A name can outlive the contact: a linked profile answers to it still. What Google does not answer about, for
     * whatever reason, is not called gone.
     */
    private static boolean gone(JsonNode response) {
        if (response.path("httpStatusCode").asInt() == NOT_FOUND
                || response.at("/status/code").asInt() == STATUS_NOT_FOUND) {
            return true;
        }
        JsonNode metadata = response.path("person").path("metadata");
        List<String> sources = metadata.path("sources").findValuesAsText("type");
        return metadata.path("deleted").asBoolean() || !sources.isEmpty() && !sources.contains("CONTACT");
    }
}
