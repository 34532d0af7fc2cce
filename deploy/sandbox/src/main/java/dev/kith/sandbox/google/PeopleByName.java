package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** People asked for by name: one, many, or the account itself. */
final class PeopleByName {

    private static final int BATCH = 200;

    private final Switches switches;

    PeopleByName(Switches switches) {
        this.switches = switches;
    }

    ObjectNode me(StandInAccount account, Map<String, String> query) {
        Request.requireKnown(query, Discovery.parameters("people.get"));
        Set<String> mask = mask(query, "people.get");
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.put("resourceName", "people/" + account.profileId);
        person.put("etag", "%me");
        if (mask.contains("metadata")) {
            ObjectNode source = person.putObject("metadata").putArray("sources").addObject();
            source.put("type", "PROFILE").put("id", account.profileId);
        }
        if (mask.contains("emailAddresses")) {
            ObjectNode email = person.putArray("emailAddresses").addObject();
            email.put("value", account.email);
            email.putObject("metadata")
                    .put("primary", true)
                    .put("verified", true)
                    .putObject("source")
                    .put("type", "ACCOUNT")
                    .put("id", account.profileId);
        }
        return person;
    }

    ObjectNode get(StandInAccount account, String name, Map<String, String> query, String language) {
        Request.requireKnown(query, Discovery.parameters("people.get"));
        PersonRenderer renderer = renderer(query, "people.get", language);
        Entry entry = find(account, name);
        if (entry == null) {
            throw GoogleError.notFound();
        }
        return renderer.render(entry, false);
    }

    ObjectNode batch(StandInAccount account, Map<String, String> query, String language) {
        Request.requireKnown(query, Discovery.parameters("people.getBatchGet"));
        List<String> names = Request.values(query, "resourceNames");
        if (names.isEmpty() || names.size() > BATCH) {
            throw GoogleError.invalidArgument();
        }
        PersonRenderer renderer = renderer(query, "people.getBatchGet", language);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = answer.putArray("responses");
        names.forEach(name -> {
            ObjectNode response = responses.addObject();
            response.put("requestedResourceName", name);
            Entry entry = find(account, name);
            if (entry == null) {
                response.put("httpStatusCode", 404);
                response.putObject("status").put("code", 5).put("message", "Requested entity was not found.");
            } else {
                response.put("httpStatusCode", 200);
                response.putObject("status");
                response.set("person", renderer.render(entry, false));
            }
        });
        return answer;
    }

    private Entry find(StandInAccount account, String name) {
        return account.contacts.byName(name, !switches.formerNamesGone);
    }

    private static PersonRenderer renderer(Map<String, String> query, String method, String language) {
        return new PersonRenderer(
                mask(query, method), Request.sources(query, method), "CONTACT", false, false, language);
    }

    private static Set<String> mask(Map<String, String> query, String method) {
        return Request.mask(query.get("personFields"), "personFields", Discovery.maskPaths(method, "personFields"));
    }
}
