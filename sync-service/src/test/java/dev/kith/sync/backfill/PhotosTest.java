package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Photo;
import dev.kith.model.Sha256;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.review.ReviewDecision;
import dev.kith.sync.review.ReviewFixture;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.testing.Concurrent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Concurrent
class PhotosTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void showsThePhotoThatCameWithItsBytes() {
        crm.sync(HOME, SyncMode.FULL, ann("first"));

        assertThat(avatar()).isEqualTo(address("first"));
        assertThat(stored()).containsExactly("image/jpeg first");
        assertThat(crm.texts("SELECT mapped::text FROM contacts_source_links").get(0))
                .doesNotContain(base64("first"));
    }

    @Test
    void followsItsSourceToAnotherPhotoAndKeepsTheOneBefore() {
        crm.sync(HOME, SyncMode.FULL, ann("first"));
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("second"));

        assertThat(avatar()).isEqualTo(address("second"));
        assertThat(stored()).containsExactly("image/jpeg first", "image/jpeg second");
    }

    @Test
    void writesNothingWhenThePhotoIsTheSame() {
        crm.sync(HOME, SyncMode.FULL, ann("first"));
        String before = crm.texts("SELECT xmin::text FROM contacts").get(0);

        crm.sync(HOME, SyncMode.FULL, ann("first"));

        assertThat(crm.texts("SELECT xmin::text FROM contacts")).containsExactly(before);
    }

    @Test
    void keepsThePhotoAHumanChose() {
        crm.sync(HOME, SyncMode.FULL, ann("first"));
        crm.sql("UPDATE contacts SET avatar_url = 'https://example.com/mine.jpg'");

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("second"));

        assertThat(avatar()).isEqualTo("https://example.com/mine.jpg");
    }

    @Test
    void inheritsThePhotoOfAnotherSource() {
        crm.sync(HOME, SyncMode.FULL, ann("first"));
        crm.sync(WORK, SyncMode.FULL, ann("second"));

        crm.delete(HOME, "c1");

        assertThat(avatar()).isEqualTo(address("second"));
        assertThat(stored()).contains("image/jpeg second");
    }

    @Test
    void showsThePhotoThatSomebodyTakesFromItsSource() {
        crm.sync(HOME, SyncMode.FULL, ann("first"));
        crm.sql("UPDATE contacts SET avatar_url = 'https://example.com/mine.jpg'");
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("second"));

        ReviewFixture.reviews(crm.pool(), merges())
                .resolve(
                        crm.one("SELECT id FROM contacts_review_items").getUUID(0),
                        ReviewDecision.TAKE_SOURCE,
                        null,
                        "key:test")
                .await()
                .atMost(TIMEOUT);

        assertThat(avatar()).isEqualTo(address("second"));
    }

    @Test
    void isNoOtherPhotoWhenItsContactIsMergedIntoAnother() {
        crm.sync(HOME, SyncMode.FULL, ann("first"));
        UUID ann = crm.one("SELECT id FROM contacts").getUUID(0);
        UUID other = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, 'Ann A.')", other);
        merges().merge(other, ann, "key:test").await().atMost(TIMEOUT);

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                ann("first").toBuilder().nickname("Annie").build());

        assertThat(crm.texts("SELECT avatar_url FROM contacts WHERE id = $1", other)
                        .get(0))
                .startsWith("/api/contacts/" + other);
        assertThat(crm.texts("SELECT details -> 'fields' FROM activity_feed WHERE type = 'contact_sync_updated'"))
                .containsExactly("[\"nickname\"]");
    }

    @Test
    void storesNothingForAContactThatSomebodyDeleted() {
        crm.sync(HOME, SyncMode.FULL, ann("first"), bob());
        crm.sql("DELETE FROM contacts WHERE first_name = 'Ann'");
        assertThat(stored()).isEmpty();

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("second"));

        assertThat(stored()).isEmpty();
        assertThat(crm.texts("SELECT count(*) FROM contacts_quarantine")).containsExactly("0");
    }

    @Test
    void goesWithItsContactWhicheverProgramDeletesThat() {
        crm.sync(HOME, SyncMode.FULL, ann("first"), bob());

        crm.sql("""
                DO $$ BEGIN
                    CREATE ROLE photos_test_program;
                    GRANT SELECT, DELETE ON contacts TO photos_test_program;
                    SET LOCAL ROLE photos_test_program;
                    SET LOCAL search_path = pg_catalog;
                    DELETE FROM public.contacts WHERE first_name = 'Ann';
                    RESET ROLE;
                    DROP OWNED BY photos_test_program;
                    DROP ROLE photos_test_program;
                END $$
                """);

        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE contacts CASCADE", "DELETE FROM contacts"})
    void waitsForItsContactWhenTheCrmIsEmptied(String emptying) {
        crm.sync(HOME, SyncMode.FULL, ann("first"));

        crm.sql(emptying);
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("second"));

        assertThat(stored()).containsExactly("image/jpeg first", "image/jpeg second");
    }

    private Merges merges() {
        return new Merges(crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US"));
    }

    private static CanonicalContact ann(String photo) {
        return CanonicalContact.builder("c1")
                .displayName("Ann Alpha")
                .firstName("Ann")
                .lastName("Alpha")
                .emails(List.of(new Email("ann@example.com", null, true, "ann@example.com")))
                .photos(List.of(new Photo(null, false, false, "image/jpeg", base64(photo))))
                .build();
    }

    private static CanonicalContact bob() {
        return CanonicalContact.builder("c2")
                .displayName("Bob Beta")
                .firstName("Bob")
                .lastName("Beta")
                .build();
    }

    private static String base64(String photo) {
        return Base64.getEncoder().encodeToString(photo.getBytes(StandardCharsets.UTF_8));
    }

    private String avatar() {
        return crm.texts("SELECT avatar_url FROM contacts").get(0);
    }

    private String address(String photo) {
        return "/api/contacts/" + crm.texts("SELECT id FROM contacts").get(0) + "/photo?sha256="
                + Sha256.hex(photo.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> stored() {
        return crm.texts(
                "SELECT media_type || ' ' || convert_from(bytes, 'UTF8') FROM contacts_photos ORDER BY stored_at, sha256");
    }
}
