package dev.kith.sync.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.testing.Google;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a bootstrap of {@value #PAGES} pages is cut off, in the order in which one comes past. */
enum KillPoint {
    BEFORE_ANYTHING_WAS_READ {
        @Override
        Trap set(Installation kith, String account) {
            return Trap.beforePage(Google.control(), account, 1);
        }
    },
    BETWEEN_PUBLISHING_AND_APPLYING {
        @Override
        Trap set(Installation kith, String account) {
            return Trap.beforePage(Google.control(), account, 4)
                    .and(Trap.lock(
                            kith.database(),
                            "SELECT 1 FROM contacts_log_offsets FOR UPDATE",
                            "UPDATE contacts_log_offsets"));
        }
    },
    WHILE_CONTACTS_ARE_WRITTEN {
        @Override
        Trap set(Installation kith, String account) {
            return lockedAtPage(4, kith, account, "LOCK TABLE contact_info IN SHARE MODE", "INSERT INTO contact_info")
                    .and(Trap.beforePage(Google.control(), account, 5));
        }
    },
    WHILE_ACTIVITY_IS_WRITTEN {
        @Override
        Trap set(Installation kith, String account) {
            return lockedAtPage(5, kith, account, "LOCK TABLE activity_feed IN SHARE MODE", "INSERT INTO activity_feed")
                    .and(Trap.beforePage(Google.control(), account, 6));
        }
    },
    AFTER_SOME_PAGES_WERE_APPLIED {
        @Override
        Trap set(Installation kith, String account) {
            return Trap.beforePage(Google.control(), account, 7).and(applied(kith, 5));
        }
    },
    WHILE_PAGES_ARE_BOOKED {
        @Override
        Trap set(Installation kith, String account) {
            return lockedAtPage(7, kith, account, LOCK_RUN, "contacts_sync_run_parts")
                    .and(Trap.beforePage(Google.control(), account, 8));
        }
    },
    BEFORE_THE_LAST_PAGE_IS_ANSWERED {
        @Override
        Trap set(Installation kith, String account) {
            return Trap.beforePage(Google.control(), account, PAGES).and(applied(kith, PAGES - 2));
        }
    },
    ONCE_THE_LAST_PAGE_IS_IN_THE_LOG {
        @Override
        Trap set(Installation kith, String account) {
            return lockedAtPage(PAGES, kith, account, LOCK_RUN, "UPDATE contacts_sync_runs")
                    .and(Trap.when(() -> kith.records().all().stream().anyMatch(KillPoint::isLastPage)));
        }
    },
    JUST_BEFORE_THE_CURSOR_IS_COMMITTED {
        @Override
        Trap set(Installation kith, String account) {
            String lock = "SELECT 1 FROM contacts_source_accounts FOR UPDATE";
            String waiting = "UPDATE contacts_source_accounts\\s+SET last_success_at";
            // Before the account is connected there is no row to lock.
            return kith.database().number("SELECT count(*) FROM contacts_source_accounts") > 0
                    ? Trap.lock(kith.database(), lock, waiting)
                    : lockedAtPage(PAGES, kith, account, lock, waiting);
        }
    },
    JUST_AFTER_THE_RUN_ENDED {
        @Override
        Trap set(Installation kith, String account) {
            return Trap.when(() ->
                    kith.database().number("SELECT count(*) FROM contacts_sync_runs WHERE state = 'SUCCEEDED'") > 0);
        }
    };

    static final int PAGES = 12;

    private static final String LOCK_RUN = "SELECT 1 FROM contacts_sync_runs WHERE state = 'RUNNING' FOR UPDATE";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sets a trap there; the service may not run yet. */
    abstract Trap set(Installation kith, String account);

    private static Trap lockedAtPage(int page, Installation kith, String account, String lock, String waiting) {
        return Trap.lockOncePageIsAsked(Google.control(), account, page, kith.database(), lock, waiting);
    }

    private static Trap applied(Installation kith, int page) {
        return Trap.when(() ->
                kith.database().number("SELECT count(*) FROM contacts_sync_runs WHERE checkpoint_page >= ?", page) > 0);
    }

    private static boolean isLastPage(ConsumerRecord<byte[], byte[]> published) {
        try {
            return JSON.readTree(published.value()).at("/run/last").asBoolean();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
