package dev.kith.sync.provider.carddav;

import java.util.List;
import java.util.Set;

/** Properties of a resource while they are read. */
final class GatheredProperties {
    String etag;
    String ctag;
    String syncToken;
    String displayName;
    String card;
    Set<String> resourceTypes = Set.of();
    Set<String> reports = Set.of();
    List<String> homeSets = List.of();
    String principal;
    Set<String> privileges = Set.of();

    void add(GatheredProperties more) {
        etag = more.etag == null ? etag : more.etag;
        ctag = more.ctag == null ? ctag : more.ctag;
        syncToken = more.syncToken == null ? syncToken : more.syncToken;
        displayName = more.displayName == null ? displayName : more.displayName;
        card = more.card == null ? card : more.card;
        resourceTypes = more.resourceTypes.isEmpty() ? resourceTypes : more.resourceTypes;
        reports = more.reports.isEmpty() ? reports : more.reports;
        homeSets = more.homeSets.isEmpty() ? homeSets : more.homeSets;
        principal = more.principal == null ? principal : more.principal;
        privileges = more.privileges.isEmpty() ? privileges : more.privileges;
    }

    DavProperties properties() {
        return new DavProperties(
                etag, ctag, syncToken, displayName, card, resourceTypes, reports, homeSets, principal, privileges);
    }
}
