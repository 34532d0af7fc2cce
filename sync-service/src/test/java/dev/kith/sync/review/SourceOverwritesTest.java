package dev.kith.sync.review;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Photo;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactValue.Anniversary;
import dev.kith.sync.crm.EditorFixture;
import dev.kith.sync.review.ProvenanceChanges.Change;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A contact's sources win over what people wrote, once, and it is told beforehand what that changes. */
class SourceOverwritesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static CrmFixture crm;
    private static SourceOverwrites overwrites;

    private UUID ann;

    @BeforeAll
    static void open() {
        crm = new CrmFixture();
        overwrites = new SourceOverwrites(crm.pool(), UUID::randomUUID, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        crm.close();
    }

    @BeforeEach
    void readAnn() {
        crm.clear();
        crm.sync(HOME, SyncMode.FULL, ann("Acme"));
        ann = crm.one("SELECT id FROM contacts").getUUID(0);
    }

    @Test
    void changesNothingOfWhomNobodyEdited() {
        List<String> before = everything();

        overwrite();

        assertThat(preview()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aBirthdayWhoseYearSomebodyEditedIsThereOnce() {
        editBirthday(1981);

        assertThat(preview())
                .containsExactly(new Change("date", "1981-02-03", null), new Change("date", null, "1980-02-03"));
        overwrite();

        assertThat(crm.texts("SELECT year FROM important_dates")).containsExactly("1980");
    }

    @Test
    void aYearThatSomebodyEditedIsOverwrittenAlsoAfterItsSourceSpokeAgain() {
        editBirthday(1981);
        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                ann("Acme").toBuilder().nickname("Annie").build());
        assertThat(crm.texts("SELECT year FROM important_dates")).containsExactly("1981");

        overwrite();

        assertThat(crm.texts("SELECT year FROM important_dates")).containsExactly("1980");
    }

    @Test
    void anAddressThatSomebodyTookAwayAndWroteAnewIsThereOnce() {
        crm.sql("DELETE FROM contact_info");
        crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', 'Ann@Example.com')", ann);

        overwrite();

        assertThat(crm.texts("SELECT value FROM contact_info")).containsExactly("ann@example.com");
    }

    @Test
    void tellsBeforehandWhatItOverwritesAsTheSourceSpokeLast() {
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("Bolt"));
        crm.sql("UPDATE contact_info SET label = 'private'");

        List<Change> told = preview();

        assertThat(told)
                .containsExactly(
                        new Change("company", "Mine", "Bolt"),
                        new Change("email", "ann@example.com (private)", "ann@example.com (home)"));
        overwrite();
        assertThat(crm.texts("SELECT company FROM contacts")).containsExactly("Bolt");
        assertThat(crm.texts("SELECT label FROM contact_info")).containsExactly("home");
    }

    @Test
    void tellsBeforehandThatItOverwritesWhatNoSourceHadWritten() {
        crm.sql("UPDATE contacts SET notes = 'By hand'");
        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                ann("Acme").toBuilder().notes("At home").build());
        crm.sql("DELETE FROM important_dates");

        assertThat(preview())
                .containsExactly(new Change("notes", "By hand", "At home"), new Change("date", null, "1980-02-03"));
    }

    private static List<Change> previewOf(UUID contact) {
        return overwrites.preview(contact).await().atMost(TIMEOUT);
    }

    private List<Change> preview() {
        return previewOf(ann);
    }

    private void overwrite() {
        overwrites.overwrite(ann, "key:test").await().atMost(TIMEOUT);
    }

    private void editBirthday(int year) {
        ContactBody body = new ContactBody(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Anniversary("birthday", year, 2, 3)),
                null,
                null);
        EditorFixture.editor(crm.pool())
                .update(ann, new ContactEdit(body, Set.of("dates"), null, null), "key:test")
                .await()
                .atMost(TIMEOUT);
    }

    private static List<String> everything() {
        return crm.texts("""
                SELECT to_jsonb(c)::text FROM contacts c UNION ALL SELECT to_jsonb(i)::text FROM contact_info i
                UNION ALL SELECT to_jsonb(d)::text FROM important_dates d ORDER BY 1
                """);
    }

    private static CanonicalContact ann(String company) {
        return CanonicalContact.builder("h1")
                .displayName("Ann Alpha")
                .firstName("Ann")
                .lastName("Alpha")
                .emails(List.of(new Email("ann@example.com", "home", true, "ann@example.com")))
                .organizations(List.of(new Organization(company, null, null, true)))
                .birthdays(List.of(new DateEvent("birthday", 1980, 2, 3)))
                .photos(List.of(new Photo(
                        null,
                        false,
                        false,
                        "image/jpeg",
                        Base64.getEncoder().encodeToString("bytes".getBytes(StandardCharsets.UTF_8)))))
                .build();
    }
}
