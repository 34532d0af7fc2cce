package dev.kith.sync.review;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.testing.Concurrent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each contact that somebody deleted here, and that is still there at its source, is asked about. */
@Concurrent
class DeletedHereTest {

    private static final String FAMILY = "family@example.com";

    private final CrmFixture crm = new CrmFixture();
    private final Reviews reviews = ReviewFixture.reviews(
            crm.pool(), new Merges(crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US")));

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void alsoWhenItHadBeenMadeAnewBefore() {
        crm.sync(HOME, SyncMode.FULL, contact("h1", "Ann Alpha", null));
        for (String nickname : List.of("A", "B")) {
            crm.sql("DELETE FROM contacts");
            crm.sync(HOME, SyncMode.FULL, contact("h1", "Ann Alpha", nickname));

            makeAnew();

            assertThat(crm.texts("SELECT nickname FROM contacts")).containsExactly(nickname);
        }
    }

    @Test
    void alsoWhenItHadBeenKeptApart() {
        twoOfAFamily();
        UUID apart = crm.one("SELECT id FROM contacts_review_items").getUUID(0);
        answer(apart, ReviewDecision.SEPARATE);

        deleteBo();

        makeAnew();
        assertThat(names()).containsExactly("Ann Alpha", "Bo Alpha");
    }

    @Test
    void alsoWhileItIsAskedWhetherItIsAnother() {
        twoOfAFamily();

        deleteBo();

        makeAnew();
        assertThat(names()).containsExactly("Ann Alpha", "Bo Alpha");
    }

    private void twoOfAFamily() {
        crm.sync(HOME, SyncMode.FULL, contact("h1", "Ann Alpha", null));
        crm.sync(WORK, SyncMode.FULL, contact("w1", "Bo Alpha", null));
    }

    private void deleteBo() {
        crm.sql("DELETE FROM contacts WHERE name = 'Bo Alpha'");
        crm.sync(WORK, SyncMode.FULL, contact("w1", "Bo Alpha", "B"));
    }

    private void makeAnew() {
        answer(crm.one("""
                        SELECT id FROM contacts_review_items
                        WHERE status = 'open' AND evidence ->> 'reason' LIKE '%deleted here%'
                        """).getUUID(0), ReviewDecision.SEPARATE);
    }

    private void answer(UUID question, ReviewDecision decision) {
        reviews.resolve(question, decision, null, "key:test").await().atMost(Duration.ofSeconds(30));
    }

    private List<String> names() {
        return crm.texts("SELECT name FROM contacts ORDER BY name");
    }

    private static CanonicalContact contact(String externalId, String name, String nickname) {
        return CanonicalContact.builder(externalId)
                .displayName(name)
                .firstName(name.substring(0, name.indexOf(' ')))
                .lastName(name.substring(name.indexOf(' ') + 1))
                .nickname(nickname)
                .emails(List.of(new Email(FAMILY, "home", false, FAMILY)))
                .build();
    }
}
