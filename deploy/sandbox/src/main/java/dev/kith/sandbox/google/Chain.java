package dev.kith.sandbox.google;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where a request stands in a chain of pages: what its page or sync token says, once it is proven to fit the request. */
final class Chain {

    private static final long SYNC_TOKEN_LIFE_SECONDS = 7 * 24 * 3600L;
    private static final String PAGE_TOKEN = "pageToken";
    private static final String SYNC_TOKEN = "syncToken";
    private static final String REQUEST_SYNC_TOKEN = "requestSyncToken";

    private final Map<String, String> query;
    private final Switches switches;
    private final long now;
    private final OpaqueToken at;

    /**
     * @param startSeq the change up to which the list is whole now
     */
    Chain(
            StandInAccount account,
            String list,
            long startSeq,
            Map<String, String> query,
            Switches switches,
            Instant instant) {
        this.query = query;
        this.switches = switches;
        this.now = instant.getEpochSecond();
        if (query.containsKey(PAGE_TOKEN)) {
            at = pageToken(account, list);
        } else if (isDelta()) {
            OpaqueToken sync = syncToken(account, list);
            at = first(account, list, startSeq, sync.startSeq(), sync.fullAt());
        } else {
            at = first(account, list, startSeq, -1, now);
        }
    }

    /** The first page of a full sync has a quota of its own. */
    boolean isFirstOfFullSync() {
        return !query.containsKey(PAGE_TOKEN) && !isDelta();
    }

    boolean isDelta() {
        return query.containsKey(SYNC_TOKEN);
    }

    OpaqueToken at() {
        return at;
    }

    String nextPageToken(long after) {
        return at.nextPage(after, now).text();
    }

    String nextSyncToken() {
        return at.sync(syncParameters(), now).text();
    }

    boolean earnsSyncToken() {
        return "true".equals(query.get(REQUEST_SYNC_TOKEN)) || isDelta() && !switches.strictSyncToken;
    }

    private OpaqueToken first(StandInAccount account, String list, long start, long since, long fullAt) {
        return new OpaqueToken(
                OpaqueToken.PAGE,
                account.id,
                list,
                pageParameters(),
                account.syncEpoch,
                start,
                Math.max(0, since),
                since,
                1,
                now,
                fullAt);
    }

    private OpaqueToken pageToken(StandInAccount account, String list) {
        OpaqueToken token = OpaqueToken.parse(query.get(PAGE_TOKEN), OpaqueToken.PAGE);
        if (!fits(token, account, list, pageParameters()) || now - token.issuedAt() > switches.pageTokenLifeSeconds) {
            throw GoogleError.invalidArgument();
        }
        if (isDelta()) {
            syncToken(account, list);
        }
        return token;
    }

    private OpaqueToken syncToken(StandInAccount account, String list) {
        OpaqueToken token = OpaqueToken.parse(query.get(SYNC_TOKEN), OpaqueToken.SYNC);
        if (!fits(token, account, list, syncParameters())) {
            throw GoogleError.invalidArgument();
        }
        if (now - token.fullAt() > SYNC_TOKEN_LIFE_SECONDS || token.epoch() < account.syncEpoch) {
            throw GoogleError.expiredSyncToken(switches);
        }
        return token;
    }

    private static boolean fits(OpaqueToken token, StandInAccount account, String list, String parameters) {
        return token.account().equals(account.id)
                && token.list().equals(list)
                && token.parameters().equals(parameters);
    }

    /** Everything that must stay the same from page to page. */
    private String pageParameters() {
        return parametersWithout(Set.of(PAGE_TOKEN));
    }

    /** Everything that must stay the same from one sync to the next. */
    private String syncParameters() {
        return parametersWithout(Set.of(PAGE_TOKEN, SYNC_TOKEN, REQUEST_SYNC_TOKEN));
    }

    private String parametersWithout(Set<String> names) {
        TreeMap<String, String> parameters = new TreeMap<>(query);
        parameters.keySet().removeAll(names);
        parameters.keySet().removeAll(Discovery.standardParameters());
        return OpaqueToken.sign(parameters.toString());
    }
}
