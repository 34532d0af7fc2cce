package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.GroupBatch;
import dev.kith.model.UnicodeText;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The contact groups of an account. The list is short and read whole each time, so that no token of it can go stale. */
final class GoogleGroups {

    private static final String LIST =
            "/v1/contactGroups?groupFields=metadata,groupType,name&pageSize=1000&prettyPrint=false";

    private final GoogleApi api;

    GoogleGroups(GoogleApi api) {
        this.api = api;
    }

    Uni<GroupBatch> page(SourceAccount account, String pageToken) {
        Asked asked = new Asked(Stream.CONTACTS, false, pageToken != null, false);
        String query = LIST + (pageToken == null ? "" : "&pageToken=" + GooglePages.encode(pageToken));
        return api.get(account, query, asked).map(answer -> {
            List<CanonicalGroup> groups = new ArrayList<>();
            answer.path("contactGroups").forEach(group -> {
                if (!group.path("resourceName").asText("").isBlank()) {
                    groups.add(group(group));
                }
            });
            return new GroupBatch(
                    groups, GooglePages.token(answer, "nextPageToken"), GooglePages.token(answer, "nextSyncToken"));
        });
    }

    Uni<List<CanonicalGroup>> all(SourceAccount account) {
        return from(account, null, new ArrayList<>(), new HashSet<>());
    }

    private Uni<List<CanonicalGroup>> from(
            SourceAccount account, String pageToken, List<CanonicalGroup> all, Set<String> tokens) {
        return page(account, pageToken).chain(batch -> {
            all.addAll(batch.groups());
            if (batch.nextPageToken() == null) {
                return Uni.createFrom().item(all);
            }
            if (!tokens.add(batch.nextPageToken())) {
                throw new ProviderException(new ProviderFailure.ChainBroken(
                        "Google repeats groups it gave already: the listing starts again."));
            }
            return from(account, batch.nextPageToken(), all, tokens);
        });
    }

    private static CanonicalGroup group(JsonNode group) {
        return new CanonicalGroup(
                group.path("resourceName").asText(),
                group.path("etag").asText(null),
                UnicodeText.clean(group.path("name").asText(null)),
                group.path("groupType").asText().equals("USER_CONTACT_GROUP")
                        ? CanonicalGroup.Kind.USER
                        : CanonicalGroup.Kind.SYSTEM,
                group.at("/metadata/deleted").asBoolean());
    }

    /** Changes when a group comes, goes or is renamed. */
    static String hash(List<CanonicalGroup> groups) {
        return Stream.hash(groups.stream()
                .map(group -> group.externalId() + "=" + group.kind() + "=" + group.name() + "=" + group.deleted())
                .sorted()
                .collect(Collectors.joining("\n")));
    }
}
