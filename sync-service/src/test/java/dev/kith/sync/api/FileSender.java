package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;

import dev.kith.sync.testing.Marks;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody who imports files, as an account that is nobody else's. */
final class FileSender {

    final String account = "import-" + UUID.randomUUID();

    /** Nobody of another test is taken for somebody of this one. */
    final String mark = Marks.word();

    FileSender() {
        // Bytes are sent as they are.
        RestAssured.config = RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("text/vcard", ContentType.TEXT));
    }

    Response post(String type, String body) {
        return post(type, body.getBytes(StandardCharsets.UTF_8));
    }

    Response post(String type, byte[] body) {
        return upload(type, body).queryParam("accountId", account).post("/api/import/contacts");
    }

    static RequestSpecification upload(String type, byte[] body) {
        return admin().contentType(type).body(body);
    }

    static String card(String... lines) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n";
    }

    static String report(Response answer) {
        return answer.statusCode() + ": " + answer.path("data.imported") + " imported, " + answer.path("data.skipped")
                + " skipped, " + answer.<List<?>>path("data.errors").size() + " errors";
    }

    static Map<String, Object> contact(String name) {
        List<Map<String, Object>> found =
                admin().queryParam("search", name).get("/api/contacts").path("data");
        return found.stream()
                .filter(contact -> name.equals(contact.get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody of that name"));
    }
}
