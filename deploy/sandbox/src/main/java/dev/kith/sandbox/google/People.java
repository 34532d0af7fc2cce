package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The lists of people: connections and other contacts. */
final class People {

    private static final long SYNC_TOKEN_LIFE = 7 * 24 * 3600L;

    /** How the two lists differ. */
    private record Kind(String method, String mask, String array, String total, String sourceType) {}

    private static final Kind CONNECTIONS =
            new Kind("people.connections.list", "personFields", "connections", "totalItems", "CONTACT");
    private static final Kind OTHERS =
            new Kind("otherContacts.list", "readMask", "otherContacts", "totalSize", "OTHER_CONTACT");

    private final Switches switches;
    private final StandInClock clock;

    People(Switches switches, StandInClock clock) {
        this.switches = switches;
        this.clock = clock;
    }

    ObjectNode connections(StandInAccount account, Map<String, String> query) {
        return list(account, account.contacts, CONNECTIONS, query);
    }

    ObjectNode others(StandInAccount account, Map<String, String> query) {
        return list(account, account.others, OTHERS, query);
    }

    private ObjectNode list(StandInAccount account, EntryList entries, Kind kind, Map<String, String> query) {
        Request.requireKnown(query, Discovery.parameters(kind.method));
        Set<String> sources = sources(query, kind);
        Set<String> mask = mask(query, kind, sources);
        int size = Request.pageSize(query, 100, switches);
        OpaqueToken at = position(account, entries, kind, query);
        Runnable hook = account.beforePage.remove(at.page());
        if (hook != null) {
            hook.run();
        }
        return page(
                account,
                entries,
                kind,
                query,
                new PersonRenderer(mask, sources, kind.sourceType, query.containsKey("syncToken")),
                size,
                at);
    }

    private OpaqueToken position(StandInAccount account, EntryList entries, Kind kind, Map<String, String> query) {
        String parameters = OpaqueToken.parametersHash(query);
        Instant now = clock.instant();
        if (query.containsKey("pageToken")) {
            OpaqueToken token = OpaqueToken.parse(query.get("pageToken"), "page");
            if (!token.account().equals(account.id)
                    || !token.list().equals(kind.array)
                    || !token.parameters().equals(parameters)
                    || (token.sinceSeq() >= 0) != query.containsKey("syncToken")
                    || token.olderThan(now, switches.pageTokenLifeSeconds, token.issuedAt())) {
                throw GoogleError.invalidArgument();
            }
            return token;
        }
        if (query.containsKey("syncToken")) {
            OpaqueToken token = OpaqueToken.parse(query.get("syncToken"), "sync");
            if (!token.account().equals(account.id)
                    || !token.list().equals(kind.array)
                    || !token.parameters().equals(parameters)) {
                throw GoogleError.invalidArgument();
            }
            if (token.olderThan(now, SYNC_TOKEN_LIFE, token.fullAt()) || token.startSeq() <= account.expiredUntil) {
                throw GoogleError.expiredSyncToken(switches);
            }
            long since = token.startSeq();
            return token(account, kind, parameters, entries.seq(), since, since, 1, token.fullAt());
        }
        Quota.firstPage(account, switches, now);
        return token(account, kind, parameters, entries.seq(), 0, -1, 1, now.getEpochSecond());
    }

    private OpaqueToken token(
            StandInAccount account,
            Kind kind,
            String parameters,
            long start,
            long after,
            long since,
            int page,
            long fullAt) {
        return new OpaqueToken(
                "page",
                account.id,
                kind.array,
                parameters,
                start,
                after,
                since,
                page,
                clock.instant().getEpochSecond(),
                fullAt);
    }

    private ObjectNode page(
            StandInAccount account,
            EntryList entries,
            Kind kind,
            Map<String, String> query,
            PersonRenderer renderer,
            int size,
            OpaqueToken at) {
        boolean delta = at.sinceSeq() >= 0;
        boolean emptyPage = switches.emptyPageEvery > 0 && at.page() % switches.emptyPageEvery == 0;
        long now = clock.instant().toEpochMilli();
        long delay = switches.propagationSeconds * 1000;
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        long after = at.afterSeq();
        Iterator<Entry> rest = entries.after(at.afterSeq(), true).iterator();
        boolean more = emptyPage && rest.hasNext();
        while (!emptyPage && rest.hasNext()) {
            Entry changed = rest.next();
            Entry shown = changed.visible(now, delay);
            // In a delta only what is visible and new counts; what is not yet visible belongs to the next one.
            if (shown == null || shown.deleted() && !delta || delta && shown.seq() <= at.sinceSeq()) {
                continue;
            }
            if (listed.size() == size) {
                more = true;
                break;
            }
            listed.add(renderer.render(shown, true));
            after = changed.seq();
        }
        if (!listed.isEmpty()) {
            answer.set(kind.array, listed);
        }
        if (more) {
            answer.put(
                    "nextPageToken",
                    token(
                                    account,
                                    kind,
                                    at.parameters(),
                                    at.startSeq(),
                                    after,
                                    at.sinceSeq(),
                                    at.page() + 1,
                                    at.fullAt())
                            .text());
        } else if (earnsSyncToken(query)) {
            answer.put(
                    "nextSyncToken",
                    syncToken(account, entries, kind, at, now, delay).text());
        }
        if (!delta || switches.totalOnDeltas) {
            answer.put(kind.total, entries.live());
        }
        return answer;
    }

    private OpaqueToken syncToken(
            StandInAccount account, EntryList entries, Kind kind, OpaqueToken at, long now, long delay) {
        long firstInvisible = entries.all().stream()
                .filter(entry -> delay > 0 && entry.changedAt() + delay > now)
                .mapToLong(Entry::seq)
                .min()
                .orElse(Long.MAX_VALUE);
        return new OpaqueToken(
                "sync",
                account.id,
                kind.array,
                at.parameters(),
                Math.min(at.startSeq(), firstInvisible - 1),
                0,
                -1,
                0,
                clock.instant().getEpochSecond(),
                at.fullAt());
    }

    private boolean earnsSyncToken(Map<String, String> query) {
        return "true".equals(query.get("requestSyncToken"))
                || query.containsKey("syncToken") && !switches.strictSyncToken;
    }

    private static Set<String> sources(Map<String, String> query, Kind kind) {
        Set<String> sources = new LinkedHashSet<>(Request.values(query, "sources"));
        if (sources.isEmpty()) {
            return kind.equals(CONNECTIONS)
                    ? Set.of("READ_SOURCE_TYPE_CONTACT", "READ_SOURCE_TYPE_PROFILE")
                    : Set.of("READ_SOURCE_TYPE_CONTACT");
        }
        if (kind.equals(OTHERS) && !sources.contains("READ_SOURCE_TYPE_CONTACT")) {
            throw GoogleError.invalidArgument();
        }
        return sources;
    }

    private static Set<String> mask(Map<String, String> query, Kind kind, Set<String> sources) {
        Set<String> allowed = kind.equals(OTHERS) && !sources.contains("READ_SOURCE_TYPE_PROFILE")
                ? Discovery.otherContactPaths()
                : Discovery.maskPaths(kind.method, kind.mask);
        return mask(query.get(kind.mask), kind.mask, allowed);
    }

    static Set<String> mask(String value, String parameter, Set<String> allowed) {
        if (value == null || value.isBlank()) {
            throw GoogleError.maskRequired(parameter);
        }
        Set<String> mask = new LinkedHashSet<>(Arrays.asList(value.split(",")));
        mask.forEach(path -> {
            if (!allowed.contains(path)) {
                throw GoogleError.invalidMaskPath(parameter, path);
            }
        });
        return mask;
    }
}
