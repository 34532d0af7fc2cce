package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The list of contact groups. */
final class Groups {

    private static final String DEFAULT_FIELDS = "metadata,groupType,memberCount,name";
    private static final int DEFAULT_PAGE = 30;

    private final Switches switches;
    private final StandInClock clock;

    Groups(Switches switches, StandInClock clock) {
        this.switches = switches;
        this.clock = clock;
    }

    ObjectNode list(StandInAccount account, Map<String, String> query, String language) {
        Request.requireKnown(query, Discovery.parameters("contactGroups.list"));
        Set<String> fields = fields(query, "contactGroups.list");
        int size = Request.pageSize(query, DEFAULT_PAGE, switches);
        Chain chain = new Chain(account, "contactGroups", account.groupSeq, query, switches, clock.instant());
        OpaqueToken at = chain.at();
        Predicate<Group> belongs = group -> at.isDelta() ? group.seq() > at.sinceSeq() : !group.deleted();
        List<Group> all = account.groupsInOrder().stream().filter(belongs).toList();
        List<Group> rest =
                all.stream().filter(group -> group.seq() > at.afterSeq()).toList();
        List<Group> page = rest.subList(0, Math.min(size, rest.size()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (!page.isEmpty()) {
            ArrayNode listed = answer.putArray("contactGroups");
            page.forEach(group -> listed.add(render(account, group, fields, language)));
        }
        answer.put("totalItems", all.size());
        if (page.size() < rest.size()) {
            answer.put(
                    "nextPageToken",
                    chain.nextPageToken(page.get(page.size() - 1).seq()));
        } else {
            answer.put("nextSyncToken", chain.nextSyncToken());
        }
        return answer;
    }

    ObjectNode get(StandInAccount account, String name, Map<String, String> query, String language) {
        Request.requireKnown(query, Discovery.parameters("contactGroups.get"));
        Set<String> fields = fields(query, "contactGroups.get");
        Group group = account.groups.get(name);
        if (group == null || group.deleted()) {
            throw GoogleError.notFound();
        }
        ObjectNode answer = render(account, group, fields, language);
        int most = Request.number(query.getOrDefault("maxMembers", "0"));
        List<String> members = account.members(name).stream().limit(most).toList();
        if (!members.isEmpty()) {
            ArrayNode names = answer.putArray("memberResourceNames");
            members.forEach(names::add);
        }
        return answer;
    }

    private static Set<String> fields(Map<String, String> query, String method) {
        String value = query.getOrDefault("groupFields", "");
        return Request.mask(
                value.isBlank() ? DEFAULT_FIELDS : value, "groupFields", Discovery.maskPaths(method, "groupFields"));
    }

    private static ObjectNode render(StandInAccount account, Group group, Set<String> fields, String language) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("resourceName", group.resourceName());
        node.put("etag", "g" + group.seq());
        if (fields.contains("metadata")) {
            ObjectNode metadata = node.putObject("metadata");
            metadata.put("updateTime", Instant.ofEpochMilli(group.changedAt()).toString());
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
            node.put("formattedName", group.system() ? FormattedType.of(group.name(), language) : group.name());
        }
        int members = fields.contains("memberCount")
                ? account.members(group.resourceName()).size()
                : 0;
        if (members > 0) {
            node.put("memberCount", members);
        }
        return node;
    }
}
