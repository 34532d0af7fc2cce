package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists of people: connections and other contacts. */
final class People {

    private static final int DEFAULT_PAGE = 100;
    private static final String OLDEST_CHANGE_FIRST = "LAST_MODIFIED_ASCENDING";

    /** How the two lists differ. */
    private record Kind(String method, String mask, String array, List<String> totals, String sourceType) {}

    private static final Kind CONNECTIONS = new Kind(
            "people.connections.list", "personFields", "connections", List.of("totalItems", "totalPeople"), "CONTACT");
    private static final Kind OTHERS =
            new Kind("otherContacts.list", "readMask", "otherContacts", List.of("totalSize"), "OTHER_CONTACT");

    private final Switches switches;
    private final StandInClock clock;

    People(Switches switches, StandInClock clock) {
        this.switches = switches;
        this.clock = clock;
    }

    ObjectNode connections(StandInAccount account, Map<String, String> query, String language) {
        return list(account, account.contacts, CONNECTIONS, query, language);
    }

    ObjectNode others(StandInAccount account, Map<String, String> query, String language) {
        return list(account, account.others, OTHERS, query, language);
    }

    private ObjectNode list(
            StandInAccount account, EntryList entries, Kind kind, Map<String, String> query, String language) {
        Request.requireKnown(query, Discovery.parameters(kind.method));
        Set<String> sources = Request.sources(query, kind.method);
        if (kind.equals(OTHERS) && !sources.contains(Request.CONTACT_SOURCE)) {
            throw GoogleError.invalidArgument();
        }
        if (!query.getOrDefault("sortOrder", OLDEST_CHANGE_FIRST).equals(OLDEST_CHANGE_FIRST)) {
            throw GoogleError.invalidArgument();
        }
        Set<String> mask = Request.mask(query.get(kind.mask), kind.mask, allowed(kind, sources));
        int size = Request.pageSize(query, DEFAULT_PAGE, switches);
        Chain chain = chain(account, entries, kind, query);
        if (chain.isFirstOfFullSync()) {
            Quota.firstPage(account, switches, clock.instant());
        }
        account.runBeforePage(chain.at().page());
        PersonRenderer renderer = new PersonRenderer(
                mask, sources, kind.sourceType, chain.isDelta(), switches.tombstonesWithoutSources, language);
        return page(entries, kind, chain, renderer, size);
    }

    private Chain chain(StandInAccount account, EntryList entries, Kind kind, Map<String, String> query) {
        Instant now = clock.instant();
        long whole = entries.visibleUpTo(now.toEpochMilli(), switches.propagationSeconds * 1000);
        return new Chain(account, kind.array, whole, query, switches, now);
    }

    private ObjectNode page(EntryList entries, Kind kind, Chain chain, PersonRenderer renderer, int size) {
        OpaqueToken at = chain.at();
        long now = clock.instant().toEpochMilli();
        long delay = switches.propagationSeconds * 1000;
        boolean emptyPage = switches.emptyPageEvery > 0 && at.page() % switches.emptyPageEvery == 0;
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        long after = at.afterSeq();
        boolean nobody = switches.nobodyListed && !at.isDelta() && at.page() == 1;
        Iterator<Entry> rest =
                nobody ? Collections.emptyIterator() : entries.after(after).iterator();
        boolean more = emptyPage && rest.hasNext();
        while (!emptyPage && rest.hasNext()) {
            Entry changed = rest.next();
            Entry shown = changed.visible(now, delay);
            if (!belongs(shown, at)) {
                continue;
            }
            if (listed.size() == size) {
                more = true;
                break;
            }
            listed.add(renderer.render(shown, true));
            after = changed.seq();
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (!listed.isEmpty()) {
            answer.set(kind.array, listed);
        }
        if (more) {
            answer.put("nextPageToken", chain.nextPageToken(after));
        } else if (chain.earnsSyncToken()) {
            answer.put("nextSyncToken", chain.nextSyncToken());
        }
        if (!at.isDelta() || switches.totalOnDeltas) {
            kind.totals.forEach(total -> answer.put(total, nobody ? 0 : entries.size(now, delay)));
        }
        return answer;
    }

    /** A full sync lists the living; a delta what changed, as far as that is visible: the rest belongs to the next one. */
    private static boolean belongs(Entry shown, OpaqueToken at) {
        if (shown == null) {
            return false;
        }
        return at.isDelta() ? shown.seq() > at.sinceSeq() : !shown.deleted();
    }

    private static Set<String> allowed(Kind kind, Set<String> sources) {
        return kind.equals(OTHERS) && !sources.contains(Request.PROFILE_SOURCE)
                ? Discovery.otherContactPaths()
                : Discovery.maskPaths(kind.method, kind.mask);
    }
}
