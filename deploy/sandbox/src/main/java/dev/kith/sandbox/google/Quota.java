package dev.kith.sandbox.google;

import java.time.Instant;
import java.util.Deque;

/** What Google lets an account read a minute, and how many full syncs it may begin an hour. */
final class Quota {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    static final String CONTACT_READS = "Critical read requests (Contact and Profile Reads)";
    private static final String GROUP_READS = "Group read requests";

    private Quota() {}

    static void readContacts(StandInAccount account, Switches switches, Instant now) {
        if (exceeded(account.contactReads, now, MINUTE, switches.readsPerMinute)) {
            throw GoogleError.rateLimited(CONTACT_READS, switches.retryAfter(now));
        }
    }

    static void readGroups(StandInAccount account, Switches switches, Instant now) {
        if (exceeded(account.groupReads, now, MINUTE, switches.groupReadsPerMinute)) {
            throw GoogleError.rateLimited(GROUP_READS, switches.retryAfter(now));
        }
    }

    static void firstPage(StandInAccount account, Switches switches, Instant now) {
        if (switches.fullSyncsPerHour > 0 && exceeded(account.fullSyncs, now, HOUR, switches.fullSyncsPerHour)) {
            throw GoogleError.exhausted(switches.retryAfter(now));
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
