package dev.kith.sync.erasure;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.model.Photo;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A CRM that knows Zuleika, who asks to be forgotten, and people beside her. */
final class ErasureFixture implements BeforeEachCallback, AfterAllCallback {

    static final String MAIL = "zuleika@dobson.example";
    static final String NUMBER = "+442079460123";
    static final String ACTOR = "key:admin";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> TRACES = List.of("uleika", "dobson", "9460123", "people/z", "orchid");

    final CrmFixture crm = new CrmFixture();
    final Erasures erasures = new Erasures(crm.pool(), UUID::randomUUID, CrmFixture.ERASED, new DefaultRegion("US"));

    void erase(UUID contact) {
        await(erasures.erase(contact, ACTOR, plan -> {}));
    }

    ErasurePlan plan(UUID contact) {
        return await(erasures.plan(contact));
    }

    UUID id(String name) {
        return crm.one("SELECT id FROM contacts WHERE name = $1", name).getUUID("id");
    }

    /** Rows of any table, by its name, that hold something of the person. */
    Map<String, List<String>> traces() {
        List<String> tables = crm.texts("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");
        String trace = String.join("|", TRACES);
        return tables.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> crm.texts("SELECT t::text FROM \"" + table + "\" t WHERE t::text ~* $1", trace)))
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static CanonicalContactBuilder zuleika(String externalId) {
        byte[] picture = "orchid".getBytes(StandardCharsets.UTF_8);
        return CanonicalContact.builder(externalId)
                .displayName("Zuleika Dobson")
                .firstName("Zuleika")
                .lastName("Dobson")
                .emails(mails())
                .phones(List.of(new Phone(NUMBER, "home", true, NUMBER)))
                .photos(List.of(new Photo(
                        null, false, false, "image/jpeg", Base64.getEncoder().encodeToString(picture))));
    }

    static List<Email> mails() {
        return List.of(new Email(MAIL, "home", true, MAIL));
    }

    static CanonicalContactBuilder spouse(String externalId) {
        return CanonicalContact.builder(externalId)
                .displayName("Noaks")
                .firstName("Noaks")
                .phones(List.of(new Phone(NUMBER, "home", true, NUMBER)));
    }

    static CanonicalContact bystander() {
        return CanonicalContact.builder("people/b1").displayName("Bystander").build();
    }

    static <T> T await(Uni<T> work) {
        return work.await().atMost(TIMEOUT);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        crm.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        crm.close();
    }
}
