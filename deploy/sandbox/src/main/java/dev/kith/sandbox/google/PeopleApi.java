package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Routes a request of the People API to what answers it. */
final class PeopleApi {

    /** The methods that are answered. */
    private enum Method {
        CONNECTIONS("people.connections.list", "PeopleService.ListConnections"),
        OTHER_CONTACTS("otherContacts.list", "PeopleService.ListOtherContacts"),
        GROUPS("contactGroups.list", "ContactGroupsService.ListContactGroups"),
        GROUP("contactGroups.get", "ContactGroupsService.GetContactGroup"),
        BATCH_GET("people.getBatchGet", "PeopleService.GetBatchPeople"),
        PERSON("people.get", "PeopleService.GetPerson");

        private final String discovery;
        private final String service;

        Method(String discovery, String service) {
            this.discovery = discovery;
            this.service = service;
        }

        static Method of(String path) {
            return switch (path) {
                case "/v1/people/me/connections" -> CONNECTIONS;
                case "/v1/otherContacts" -> OTHER_CONTACTS;
                case "/v1/contactGroups" -> GROUPS;
                case "/v1/people:batchGet" -> BATCH_GET;
                default -> {
                    if (path.matches("/v1/contactGroups/[^/]+")) {
                        yield GROUP;
                    }
                    if (path.matches("/v1/people/[^/]+")) {
                        yield PERSON;
                    }
                    throw GoogleError.notFound();
                }
            };
        }
    }

    private final StandInState state;
    private final People people;
    private final Groups groups;
    private final PeopleByName peopleByName;

    PeopleApi(StandInState state) {
        this.state = state;
        this.people = new People(state.switches, state.clock);
        this.groups = new Groups(state.switches, state.clock);
        this.peopleByName = new PeopleByName(state.switches);
    }

    ObjectNode answer(String path, Map<String, String> query, String authorization, String language) {
        synchronized (state) {
            Grant grant = state.tokens.authenticate(authorization);
            if (state.switches.apiDisabled) {
                throw GoogleError.serviceDisabled();
            }
            Method method = Method.of(path);
            Set<String> scopes = Discovery.scopes(method.discovery);
            if (Collections.disjoint(grant.scopes(), scopes)) {
                throw GoogleError.insufficientScope(String.join(" ", scopes), "google.people.v1." + method.service);
            }
            StandInAccount account = state.account(grant.accountId());
            spend(account, method);
            return route(method, account, path.substring("/v1/".length()), query, language);
        }
    }

    private void spend(StandInAccount account, Method method) {
        Instant now = state.clock.instant();
        if (method == Method.GROUPS || method == Method.GROUP) {
            Quota.readGroups(account, state.switches, now);
        } else {
            Quota.readContacts(account, state.switches, now);
        }
    }

    private ObjectNode route(
            Method method, StandInAccount account, String name, Map<String, String> query, String language) {
        return switch (method) {
            case CONNECTIONS -> people.connections(account, query, language);
            case OTHER_CONTACTS -> people.others(account, query, language);
            case GROUPS -> groups.list(account, query, language);
            case GROUP -> groups.get(account, name, query, language);
            case BATCH_GET -> peopleByName.batch(account, query, language);
            case PERSON ->
                name.equals("people/me")
                        ? peopleByName.me(account, query)
                        : peopleByName.get(account, name, query, language);
        };
    }
}
