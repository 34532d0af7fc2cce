package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** Maps the people of a page, with the values that lists cut off. */
final class ListedPeople {

    /**
     * The people of a page.
     *
     * @param unreadable how many more came without a name to know them by
     */
    record People(List<CanonicalContact> contacts, int unreadable) {

        boolean nobody() {
            return contacts.isEmpty() && unreadable == 0;
        }
    }

    private final GoogleApi api;

    ListedPeople(GoogleApi api) {
        this.api = api;
    }

    Uni<People> of(SourceAccount account, Stream stream, JsonNode answer) {
        List<JsonNode> people = new ArrayList<>();
        answer.path(stream.array()).forEach(people::add);
        return of(account, people);
    }

    Uni<People> of(SourceAccount account, List<JsonNode> listed) {
        List<JsonNode> readable = listed.stream()
                .filter(person -> !person.path("resourceName").asText("").isBlank())
                .toList();
        int unreadable = listed.size() - readable.size();
        GooglePersonMapper mapper = new GooglePersonMapper(account.region());
        return whole(account, readable)
                .map(people -> new People(people.stream().map(mapper::contact).toList(), unreadable));
    }

    private Uni<List<JsonNode>> whole(SourceAccount account, List<JsonNode> people) {
        if (people.stream().noneMatch(CutValues::cut)) {
            return Uni.createFrom().item(people);
        }
        return Multi.createFrom()
                .iterable(people)
                .onItem()
                .transformToUniAndConcatenate(person -> CutValues.cut(person)
                        ? complete(account, person)
                        : Uni.createFrom().item(person))
                .collect()
                .asList();
    }

    private Uni<JsonNode> complete(SourceAccount account, JsonNode person) {
        // Whoever is gone meanwhile is told of by the next delta: until then what the list gave stands.
        return api.find(account, CutValues.request(person), Asked.about(Stream.CONTACTS))
                .map(found -> found.map(whole -> CutValues.completed((ObjectNode) person, whole))
                        .orElse(person));
    }
}
