package dev.kith.sandbox.google;

import java.time.Instant;
import java.util.Deque;

/** What Google lets an account read a minute, and how many full syncs it may begin an hour. */
final class Quota {

    private Quota() {}

    static void read(StandInAccount account, Switches switches, Instant now) {
        if (exceeded(account.reads, now, 60, switches.readsPerMinute)) {
            throw GoogleError.rateLimited(switches.retryAfterSeconds);
        }
    }

    static void firstPage(StandInAccount account, Switches switches, Instant now) {
        if (switches.fullSyncsPerHour > 0 && exceeded(account.fullSyncs, now, 3600, switches.fullSyncsPerHour)) {
            throw GoogleError.firstPageQuota(switches.retryAfterSeconds);
        }
    }

    private static boolean exceeded(Deque<Long> events, Instant now, long windowSeconds, int limit) {
        long millis = now.toEpochMilli();
        while (!events.isEmpty() && events.peekFirst() <= millis - windowSeconds * 1000) {
            events.removeFirst();
        }
        if (events.size() >= limit) {
            return true;
        }
        events.addLast(millis);
        return false;
    }
}
