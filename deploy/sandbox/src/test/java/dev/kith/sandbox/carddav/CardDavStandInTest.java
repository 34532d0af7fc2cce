package dev.kith.sandbox.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CardDavStandInTest {

    private static final String BOOK = "/dav/ada/book/";
    private static final Pattern TOKEN = Pattern.compile("<d:sync-token>([^<]+)<");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private CardDavStandIn server;

    @BeforeEach
    void start() {
        server = CardDavStandIn.start();
        server.open("ada", "secret");
        server.put("ada", "1.vcf", "BEGIN:VCARD\r\nFN:Ann & Bob\r\nEND:VCARD\r\n");
        server.put("ada", "2.vcf", "BEGIN:VCARD\r\nFN:Cy\r\nEND:VCARD\r\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void letsNobodyInWithoutTheRightPassword() throws Exception {
        server.open("ada", "changed");

        assertThat(send("PROPFIND", "/dav/ada/", "").statusCode()).isEqualTo(401);
    }

    @Test
    void leadsFromTheHomeToTheBookAndItsCards() throws Exception {
        assertThat(server.url("ada")).endsWith("/dav/ada/");
        assertThat(send("PROPFIND", "/dav/ada/", "").body())
                .contains("<c:addressbook-home-set><d:href>/dav/ada/</d:href>", BOOK, "<c:addressbook/>");
        assertThat(send("PROPFIND", BOOK, "").body()).contains(BOOK + "1.vcf", BOOK + "2.vcf");
    }

    @Test
    void tellsWhatChangedSinceATokenUntilItForgetsIt() throws Exception {
        String token = token(sync(""));
        server.put("ada", "3.vcf", "BEGIN:VCARD\r\nFN:Di\r\nEND:VCARD\r\n");
        server.delete("ada", "2.vcf");

        assertThat(sync(token).body()).contains("3.vcf", "2.vcf", "404").doesNotContain("1.vcf");

        server.forgetTokens("ada");
        assertThat(sync(token).statusCode()).isEqualTo(403);
        assertThat(sync("").body()).contains("1.vcf", "3.vcf").doesNotContain("2.vcf");
    }

    @Test
    void givesCardsAsTheyWerePutAndSaysWhichAreNotThere() throws Exception {
        String answer = send("REPORT", BOOK, """
                <c:addressbook-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">
                <d:href>/dav/ada/book/1.vcf</d:href><d:href>/dav/ada/book/9.vcf</d:href></c:addressbook-multiget>
                """).body();

        assertThat(answer)
                .contains("BEGIN:VCARD&#13;\nFN:Ann &amp; Bob")
                .contains("9.vcf</d:href><d:status>HTTP/1.1 404");
    }

    @Test
    void listsNothingWhileItPretendsToBeEmptyButKeepsEveryCard() throws Exception {
        server.empty("ada", true);

        assertThat(sync("").body()).doesNotContain(".vcf");
        assertThat(send("PROPFIND", BOOK + "1.vcf", "").statusCode()).isEqualTo(207);
    }

    @Test
    void doesWhatItIsToldToDoWrong() throws Exception {
        server.fault("ada", DavFault.RATE_LIMITED);
        assertThat(sync("").headers().firstValue("Retry-After")).contains("1");
        server.fault("ada", DavFault.HALF_BODY);
        assertThat(sync("").body()).doesNotContain("</d:multistatus>");
        server.fault("ada", DavFault.TRUNCATED);
        assertThatThrownBy(() -> sync("")).isInstanceOf(IOException.class);
        server.fault("ada", DavFault.RESET);
        assertThatThrownBy(() -> sync("")).isInstanceOf(IOException.class);
        server.fault("ada", DavFault.INTERNAL);
        server.clearFaults();
        assertThat(sync("").statusCode()).isEqualTo(207);
    }

    private HttpResponse<String> sync(String token) throws IOException, InterruptedException {
        return send(
                "REPORT",
                BOOK,
                "<d:sync-collection xmlns:d=\"DAV:\"><d:sync-token>" + token + "</d:sync-token></d:sync-collection>");
    }

    private static String token(HttpResponse<String> answer) {
        Matcher token = TOKEN.matcher(answer.body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        String pair = Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(URI.create(server.url("ada")).resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Basic " + pair)
                        .header("Depth", "1")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
