package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static dev.kith.sync.api.FileSender.card;
import static dev.kith.sync.api.FileSender.report;
import static dev.kith.sync.api.FileSender.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and senders that are refused, and uploads that break off. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ImportRefusalsTest {

    private final FileSender sender = new FileSender();
    private final String mark = sender.mark;
    private final String account = sender.account;

    @Inject
    Pool pool;

    @TestHTTPResource
    URI root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/vcard                   |                       | 422 VALIDATION_ERROR",
                "text/vcard                   | just some text        | 422 VALIDATION_ERROR",
                "text/vcard; charset=klingon  | BEGIN:VCARD           | 422 VALIDATION_ERROR",
                "text/csv                     |                       | 422 VALIDATION_ERROR",
                "text/csv                     | a,b                   | 422 VALIDATION_ERROR",
                "application/json             |                       | 400 MALFORMED_JSON",
                "application/json             | [{\"name\":\"A\"},    | 400 MALFORMED_JSON",
                "application/json             | []                    | 422 VALIDATION_ERROR",
                "application/json             | 7                     | 422 VALIDATION_ERROR",
                "application/xml              | <a/>                  | 415 UNSUPPORTED_MEDIA_TYPE",
            })
    void refusesWhatIsNoFileOfContactsAndChangesNothing(String type, String body, String refusal) {
        long accounts = count("contacts_source_accounts");
        long runs = count("contacts_sync_runs");

        Response answer = sender.post(type, body == null ? "" : body);

        assertThat(error(answer)).isEqualTo(refusal);
        assertThat(answer.<String>path("error.message")).isNotBlank();
        assertThat(count("contacts_source_accounts")).isEqualTo(accounts);
        assertThat(count("contacts_sync_runs")).isEqualTo(runs);
    }

    @Test
    void refusesAnAccountIdThatCannotBe() {
        assertThat(error(upload("text/vcard", card("FN:Ann").getBytes(StandardCharsets.UTF_8))
                        .queryParam("accountId", "a/b")
                        .post("/api/import/contacts")))
                .isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(upload("text/vcard", card("FN:Ann").getBytes(StandardCharsets.UTF_8))
                        .queryParam("accountId", "x".repeat(321))
                        .post("/api/import/contacts")))
                .isEqualTo("422 VALIDATION_ERROR");
    }

    @Test
    void letsNobodyImportWithoutTheRightTo() {
        assertThat(error(with(newKey("viewer"))
                        .contentType("text/vcard")
                        .body(card("FN:A"))
                        .post("/api/import/contacts")))
                .isEqualTo("403 FORBIDDEN");
        assertThat(error(with(newKey("agent"))
                        .contentType("text/vcard")
                        .body(card("FN:A"))
                        .post("/api/import/contacts")))
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void refusesAPausedAccount() {
        sender.post("text/vcard", card("FN:Ann Paused" + mark));
        admin().post("/api/accounts/file/" + account + "/pause");

        assertThat(error(sender.post("text/vcard", card("FN:Bob Paused" + mark))))
                .isEqualTo("409 CONFLICT");
    }

    @Test
    void forgetsAnUploadThatBreaksOff() throws IOException {
        long runs = count("contacts_sync_runs");
        String half = card("FN:Ann Half" + mark);
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/import/contacts?accountId=" + account + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + KithServers.ADMIN_KEY
                                    + "\r\nContent-Type: text/vcard\r\nContent-Length: 100000\r\n\r\n" + half)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        assertThat(report(sender.post("text/vcard", card("FN:Bob Whole" + mark))))
                .isEqualTo("200: 1 imported, 0 skipped, 0 errors");
        assertThat(new Rows(pool).texts("SELECT name FROM contacts WHERE name = $1", "Ann Half" + mark))
                .isEmpty();
        assertThat(count("contacts_sync_runs")).isEqualTo(runs + 1);
    }

    /** Accounts of other tests may be polled meanwhile, but none of files. */
    private long count(String table) {
        return new Rows(pool).number("SELECT count(*) FROM " + table + " WHERE provider = 'file'");
    }
}
