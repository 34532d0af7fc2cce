package dev.kith.sync.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Eight accounts that know the same people are applied at once, each by an applier of its own. */
@Concurrent
class EightAppliersTest {

    private static final int PEOPLE = 5_000;
    private static final int APPLIERS = 8;
    private static final int PAGE = 250;
    private static final long SEED = 4711;

    private final CrmFixture crm = new CrmFixture();
    private final ExecutorService appliers = Executors.newFixedThreadPool(APPLIERS);

    @AfterEach
    void close() {
        appliers.shutdownNow();
        crm.close();
    }

    @Test
    void makeNobodyTwiceAndLoseNobody() throws Exception {
        Random random = new Random(SEED);
        List<Future<?>> working = new ArrayList<>();
        int entries = 0;
        for (int i = 0; i < APPLIERS; i++) {
            AccountKey account = new AccountKey("google", "applier-" + i);
            crm.connect(account);
            crm.ownPartition(account);
            List<Integer> known = known(random, i);
            entries += known.size();
            working.add(appliers.submit(() -> read(account, known)));
        }
        for (Future<?> one : working) {
            one.get();
        }

        assertThat(count("contacts")).isEqualTo(PEOPLE);
        assertThat(count("contacts_source_links")).isEqualTo(entries);
        assertThat(count("activity_feed WHERE type = 'contact_synced'")).isEqualTo(entries);
        assertThat(crm.texts("""
                        SELECT count(DISTINCT l.external_contact_id) FROM contacts_source_links l
                        GROUP BY l.local_contact_id HAVING count(DISTINCT l.external_contact_id) > 1
                        """)).isEmpty();
        assertThat(count("contacts_review_items")).isZero();
    }

    private void read(AccountKey account, List<Integer> known) {
        CrmFixture.RunFixture run = crm.run(account, SyncMode.FULL);
        for (int from = 0; from < known.size(); from += PAGE) {
            boolean last = from + PAGE >= known.size();
            CanonicalContact[] page = known.subList(from, Math.min(from + PAGE, known.size())).stream()
                    .map(EightAppliersTest::person)
                    .toArray(CanonicalContact[]::new);
            if (last) {
                run.last(page);
            } else {
                run.page(page);
            }
        }
    }

    /** In an order of its own: every person is known to at least one account, most to several. */
    private static List<Integer> known(Random random, int applier) {
        List<Integer> known = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            if (person % APPLIERS == applier || random.nextInt(3) == 0) {
                known.add(person);
            }
        }
        Collections.shuffle(known, random);
        return known;
    }

    private static CanonicalContact person(int number) {
        String email = "person" + number + "@example.com";
        String phone = String.format("+1415%07d", number);
        return CanonicalContact.builder("person-" + number)
                .displayName("Person Number" + number)
                .firstName("Person")
                .lastName("Number" + number)
                .emails(List.of(new Email(email, "home", true, email)))
                .phones(List.of(new Phone(phone, "mobile", true, phone)))
                .build();
    }

    private long count(String table) {
        return crm.one("SELECT count(*) FROM " + table).getLong(0);
    }
}
