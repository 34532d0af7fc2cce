package dev.kith.sync.review;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.testing.Concurrent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Concurrent
class ProvenanceQueriesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void explainsWhyAValueIsThereAndWhatItWasBefore() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));
        UUID id = UUID.fromString(crm.texts("SELECT id FROM contacts").get(0));

        ContactProvenance explained = new ProvenanceQueries(crm.pool())
                .find(id)
                .await()
                .atMost(TIMEOUT)
                .orElseThrow();

        ContactProvenance.Field company = explained.fields().stream()
                .filter(field -> field.field().equals("company"))
                .findFirst()
                .orElseThrow();
        assertThat(company.value()).isEqualTo("Mine");
        assertThat(company.base()).isEqualTo("Acme");
        assertThat(company.rule()).isEqualTo("local_edit");
        assertThat(company.source().externalId()).isEqualTo("h1");
        assertThat(company.why()).contains("google/home");
        assertThat(explained.values())
                .extracting(ContactProvenance.Value::kind, ContactProvenance.Value::rule)
                .contains(tuple("email", "source"));
        assertThat(explained.sources()).hasSize(1);
    }

    @Test
    void tellsOfEachOfManyValuesWhenItCameAndWhatItWas() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sync(HOME, SyncMode.INCREMENTAL, withMail("new@example.com", "home"));
        crm.sync(HOME, SyncMode.INCREMENTAL, withMail("new@example.com", "work"));

        ContactProvenance explained = new ProvenanceQueries(crm.pool())
                .find(crm.one("SELECT id FROM contacts").getUUID(0))
                .await()
                .atMost(TIMEOUT)
                .orElseThrow();

        assertThat(explained.values())
                .singleElement()
                .satisfies(mail -> assertThat(mail.observedAt())
                        .isEqualTo(mail.history().get(0).at()))
                .extracting(
                        ContactProvenance.Value::history,
                        as(InstanceOfAssertFactories.list(ContactProvenance.Change.class)))
                .extracting(ContactProvenance.Change::from, ContactProvenance.Change::to, ContactProvenance.Change::by)
                .containsExactly(
                        tuple("new@example.com (home)", "new@example.com (work)", "google/home/h1"),
                        tuple(null, "new@example.com", "google/home/h1"));
        assertThat(
                        crm.texts(
                                "SELECT old_value #>> '{}' FROM contacts_field_history WHERE field = 'email' AND new_value IS NULL"))
                .containsExactly("ann@example.com");
    }

    private static CanonicalContact at(String company) {
        return CanonicalContact.builder("h1")
                .displayName("Ann Alpha")
                .firstName("Ann")
                .lastName("Alpha")
                .organizations(List.of(new Organization(company, null, null, true)))
                .emails(List.of(new Email("ann@example.com", "home", false, "ann@example.com")))
                .build();
    }

    private static CanonicalContact withMail(String address, String label) {
        return at("Acme").toBuilder()
                .emails(List.of(new Email(address, label, false, address)))
                .build();
    }
}
