package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Routes a request of the People API to what answers it. */
final class PeopleApi {

    private static final int BATCH = 200;

    private final StandInState state;
    private final People people;
    private final Groups groups;

    PeopleApi(StandInState state) {
        this.state = state;
        this.people = new People(state.switches, state.clock);
        this.groups = new Groups(state.switches, state.clock);
    }

    ObjectNode answer(String path, Map<String, String> query, String authorization) {
        synchronized (state) {
            Grant grant = state.tokens.authenticate(authorization);
            if (state.switches.apiDisabled) {
                throw GoogleError.serviceDisabled();
            }
            boolean others = path.equals("/v1/otherContacts");
            String scope = others ? Tokens.OTHER_CONTACTS : Tokens.CONTACTS;
            if (!grant.scopes().contains(scope)) {
                throw GoogleError.insufficientScope(scope, method(path));
            }
            StandInAccount account = state.account(grant.accountId());
            Quota.read(account, state.switches, state.clock.instant());
            return route(account, path, query);
        }
    }

    private ObjectNode route(StandInAccount account, String path, Map<String, String> query) {
        return switch (path) {
            case "/v1/people/me/connections" -> people.connections(account, query);
            case "/v1/otherContacts" -> people.others(account, query);
            case "/v1/contactGroups" -> groups.list(account, query);
            case "/v1/people:batchGet" -> batchGet(account, query);
            case "/v1/people/me" -> me(account, query);
            default -> {
                if (path.startsWith("/v1/contactGroups/")) {
                    yield group(account, path.substring("/v1/".length()));
                }
                if (path.startsWith("/v1/people/")) {
                    yield get(account, path.substring("/v1/".length()), query);
                }
                throw GoogleError.notFound();
            }
        };
    }

    private static String method(String path) {
        return switch (path) {
            case "/v1/people/me/connections" -> "google.people.v1.PeopleService.ListConnections";
            case "/v1/otherContacts" -> "google.people.v1.PeopleService.ListOtherContacts";
            case "/v1/contactGroups" -> "google.people.v1.ContactGroupsService.ListContactGroups";
            default -> "google.people.v1.PeopleService.GetPerson";
        };
    }

    private ObjectNode me(StandInAccount account, Map<String, String> query) {
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
                    .putObject("source")
                    .put("type", "ACCOUNT")
                    .put("id", account.profileId);
        }
        return person;
    }

    private ObjectNode get(StandInAccount account, String name, Map<String, String> query) {
        Request.requireKnown(query, Discovery.parameters("people.get"));
        Entry entry = account.contacts.byName(name);
        if (entry == null) {
            throw GoogleError.notFound();
        }
        return renderer(query, "people.get").render(entry, false);
    }

    private ObjectNode batchGet(StandInAccount account, Map<String, String> query) {
        Request.requireKnown(query, Discovery.parameters("people.getBatchGet"));
        List<String> names = Request.values(query, "resourceNames");
        if (names.isEmpty() || names.size() > BATCH) {
            throw GoogleError.invalidArgument();
        }
        PersonRenderer renderer = renderer(query, "people.getBatchGet");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = answer.putArray("responses");
        names.forEach(name -> {
            ObjectNode response = responses.addObject();
            response.put("requestedResourceName", name);
            Entry entry = account.contacts.byName(name);
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

    private static PersonRenderer renderer(Map<String, String> query, String method) {
        List<String> sources = Request.values(query, "sources");
        return new PersonRenderer(
                mask(query, method),
                sources.isEmpty()
                        ? Set.of("READ_SOURCE_TYPE_CONTACT", "READ_SOURCE_TYPE_PROFILE")
                        : Set.copyOf(sources),
                "CONTACT",
                false);
    }

    private static Set<String> mask(Map<String, String> query, String method) {
        return People.mask(query.get("personFields"), "personFields", Discovery.maskPaths(method, "personFields"));
    }

    private static ObjectNode group(StandInAccount account, String name) {
        Group group = account.groups.get(name);
        if (group == null || group.deleted()) {
            throw GoogleError.notFound();
        }
        return Groups.render(group, Set.of("metadata", "groupType", "memberCount", "name"), Groups.members(account));
    }
}
