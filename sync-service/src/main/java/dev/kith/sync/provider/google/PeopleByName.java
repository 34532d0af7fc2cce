package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks Google about single people. Other contacts cannot be asked for.
 *
 * @see <a href="https://developers.google.com/people/api/rest/v1/people/getBatchGet">people.getBatchGet</a>
 */
final class PeopleByName {

    private static final int BATCH = 200;
    private static final int NOT_FOUND = 404;
    private static final int STATUS_NOT_FOUND = 5;
    private static final String PERSON = "people/";

    /** What Google says of one name. */
    record Answer(JsonNode response) {

        String askedFor() {
            return response.path("requestedResourceName").asText();
        }

        JsonNode person() {
            return response.path("person");
        }

        /**
         * A name can outlive the contact: a linked profile answers to it still. What Google does not answer about, for
         * whatever reason, is not called gone.
         */
        boolean gone() {
            if (response.path("httpStatusCode").asInt() == NOT_FOUND
                    || response.at("/status/code").asInt() == STATUS_NOT_FOUND) {
                return true;
            }
            JsonNode metadata = person().path("metadata");
            List<String> sources = metadata.path("sources").findValuesAsText("type");
            return metadata.path("deleted").asBoolean() || !sources.isEmpty() && !sources.contains("CONTACT");
        }
    }

    private final GoogleApi api;

    PeopleByName(GoogleApi api) {
        this.api = api;
    }

    static boolean canBeAskedFor(String name) {
        return name.startsWith(PERSON);
    }

    /** @param fields the {@code personFields} wanted */
    Uni<List<Answer>> ask(SourceAccount account, Collection<String> names, String fields) {
        List<String> people =
                names.stream().filter(PeopleByName::canBeAskedFor).sorted().toList();
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < people.size(); from += BATCH) {
            batches.add(people.subList(from, Math.min(people.size(), from + BATCH)));
        }
        return Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndConcatenate(batch -> askOnce(account, batch, fields))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    private Uni<List<Answer>> askOnce(SourceAccount account, List<String> names, String fields) {
        String query = names.stream()
                .map(name -> "resourceNames=" + GooglePages.encode(name))
                .collect(Collectors.joining(
                        "&",
                        "/v1/people:batchGet?",
                        "&personFields=" + fields + "&sources=READ_SOURCE_TYPE_CONTACT&prettyPrint=false"));
        return api.get(account, query, Asked.about(Stream.CONTACTS)).map(answer -> {
            List<Answer> answers = new ArrayList<>();
            answer.path("responses").forEach(response -> answers.add(new Answer(response)));
            return answers;
        });
    }
}
