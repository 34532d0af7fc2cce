package dev.kith.sync.regression;

import static dev.kith.sync.testing.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.Photo;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.testing.MacLog;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The address book of one Mac, whose people have photos that come with their bytes. */
final class MacStory {

    private static final String PROVIDER = "macos";

    private final GoogleStory crm;
    private final String account = "mac-" + UUID.randomUUID() + "." + UUID.randomUUID();
    private final String last;
    private long fence;

    /** @param crm where it is told; not two of them by the same */
    MacStory(GoogleStory crm) {
        this.crm = crm;
        this.last = "Of" + crm.mark();
    }

    static CanonicalContact gone(String first) {
        return CanonicalContact.tombstone(first + ":ABPerson", null);
    }

    CanonicalContact person(String first, String photo) {
        return CanonicalContact.builder(first + ":ABPerson")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .photos(List.of(new Photo(null, false, false, "image/jpeg", base64(photo + last))))
                .build();
    }

    /** Sends what changed, and waits until that is applied. */
    void send(CanonicalContact... people) {
        var run = MacBatches.onlyPage(++fence);
        try (MacLog log = new MacLog()) {
            log.send(
                    MacLog.CONTACTS,
                    PROVIDER + "/" + account,
                    CloudEventHeaders.CONTACT_BATCH,
                    BatchCodec.write(MacBatches.contacts(account, run, List.of(people))));
        }
        await().atMost(GoogleStory.WAIT)
                .untilAsserted(() -> assertThat(
                                crm.texts("SELECT state FROM contacts_sync_runs WHERE run_id = $1", run.runId()))
                        .containsExactly("SUCCEEDED"));
    }

    void disconnect() {
        admin().delete("/api/accounts/{provider}/{id}", PROVIDER, account)
                .then()
                .statusCode(200);
    }

    /** What is shown of whom, by first name. */
    Map<String, String> photos() {
        Map<String, String> photos = new TreeMap<>();
        for (String first : crm.texts("SELECT first_name FROM contacts WHERE last_name = $1", last)) {
            var photo = admin().get("/api/contacts/{id}/photo", crm.contact(first));
            photos.put(
                    first,
                    photo.statusCode() == 200 ? photo.asString().replace(last, "") : "none: " + photo.statusCode());
        }
        return photos;
    }

    private static String base64(String photo) {
        return Base64.getEncoder().encodeToString(photo.getBytes(StandardCharsets.UTF_8));
    }
}
