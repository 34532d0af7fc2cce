package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The list of contact groups. */
final class Groups {

    private static final Set<String> FIELDS = Set.of("clientData", "groupType", "memberCount", "metadata", "name");
    private static final String DEFAULT_FIELDS = "metadata,groupType,memberCount,name";
    private static final int DEFAULT_PAGE = 30;
    private static final long SYNC_TOKEN_LIFE = 7 * 24 * 3600L;

    private final Switches switches;
    private final StandInClock clock;

    Groups(Switches switches, StandInClock clock) {
        this.switches = switches;
        this.clock = clock;
    }

    ObjectNode list(StandInAccount account, Map<String, String> query) {
        Request.requireKnown(query, Discovery.parameters("contactGroups.list"));
        Set<String> fields = People.mask(query.getOrDefault("groupFields", DEFAULT_FIELDS), "groupFields", FIELDS);
        int size = Request.pageSize(query, DEFAULT_PAGE, switches);
        String parameters = OpaqueToken.parametersHash(query);
        Instant now = clock.instant();
        long since = since(account, query, parameters, now);
        int from = 0;
        int page = 1;
        if (query.containsKey("pageToken")) {
            OpaqueToken token = OpaqueToken.parse(query.get("pageToken"), "page");
            if (!token.list().equals("contactGroups") || !token.parameters().equals(parameters)) {
                throw GoogleError.invalidArgument();
            }
            from = (int) token.afterSeq();
            page = token.page();
        }
        List<Group> all = account.groups.values().stream()
                .filter(group -> since < 0 ? !group.deleted() : group.seq() > since)
                .toList();
        int to = Math.min(all.size(), from + size);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (from < to) {
            ArrayNode listed = answer.putArray("contactGroups");
            Map<String, Long> members = fields.contains("memberCount") ? members(account) : Map.of();
            all.subList(from, to).forEach(group -> listed.add(render(group, fields, members)));
        }
        answer.put("totalItems", all.size());
        if (to < all.size()) {
            answer.put(
                    "nextPageToken",
                    token("page", account, parameters, to, since, page + 1, now).text());
        } else {
            answer.put(
                    "nextSyncToken",
                    token("sync", account, parameters, 0, account.groupSeq, 0, now)
                            .text());
        }
        return answer;
    }

    private long since(StandInAccount account, Map<String, String> query, String parameters, Instant now) {
        if (!query.containsKey("syncToken")) {
            return -1;
        }
        OpaqueToken token = OpaqueToken.parse(query.get("syncToken"), "sync");
        if (!token.list().equals("contactGroups") || !token.parameters().equals(parameters)) {
            throw GoogleError.invalidArgument();
        }
        if (token.olderThan(now, SYNC_TOKEN_LIFE, token.fullAt()) || account.expiredUntil >= token.startSeq()) {
            throw GoogleError.expiredSyncToken(switches);
        }
        return token.sinceSeq();
    }

    private static OpaqueToken token(
            String kind, StandInAccount account, String parameters, long after, long since, int page, Instant now) {
        long seconds = now.getEpochSecond();
        return new OpaqueToken(
                kind,
                account.id,
                "contactGroups",
                parameters,
                account.contacts.seq(),
                after,
                since,
                page,
                seconds,
                seconds);
    }

    static ObjectNode render(Group group, Set<String> fields, Map<String, Long> members) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("resourceName", group.resourceName());
        node.put("etag", "g" + group.seq());
        if (fields.contains("metadata")) {
            ObjectNode metadata = node.putObject("metadata");
            if (group.deleted()) {
                metadata.put("deleted", true);
            }
        }
        if (group.deleted()) {
            return node;
        }
        if (fields.contains("groupType")) {
            node.put("groupType", group.system() ? "SYSTEM_CONTACT_GROUP" : "USER_CONTACT_GROUP");
        }
        if (fields.contains("name")) {
            node.put("name", group.name());
            node.put("formattedName", group.name());
        }
        if (members.containsKey(group.resourceName())) {
            node.put("memberCount", members.get(group.resourceName()));
        }
        return node;
    }

    static Map<String, Long> members(StandInAccount account) {
        Map<String, Long> members = new HashMap<>();
        account.contacts.all().stream()
                .filter(entry -> !entry.deleted())
                .forEach(entry -> entry.person()
                        .path("memberships")
                        .forEach(membership -> members.merge(
                                membership
                                        .at("/contactGroupMembership/contactGroupResourceName")
                                        .asText(),
                                1L,
                                Long::sum)));
        return members;
    }
}
