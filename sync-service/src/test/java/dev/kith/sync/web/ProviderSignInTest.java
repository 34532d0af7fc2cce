package dev.kith.sync.web;

import static dev.kith.sync.testing.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
@QuarkusTestResource(value = IdentityProvider.class, restrictToAnnotatedClass = true)
class ProviderSignInTest {

    @TestHTTPResource("/")
    URL url;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    @Test
    void letsInWhomTheProviderVouchesForWithTheRoleItTells() throws Exception {
        IdentityProvider.groups = List.of("crm-staff", "choir");

        HttpResponse<String> arrived = open("sign-in/provider");

        assertThat(arrived.statusCode()).isEqualTo(200);
        assertThat(arrived.uri().getPath()).isEqualTo("/");
        assertThat(arrived.body()).contains(">ada</span> · operator");
        assertThat(cookies.getCookieStore().getCookies())
                .extracting(HttpCookie::getName)
                .allMatch(name -> name.startsWith("kith-session"));
    }

    @Test
    void turnsAwayWhomNobodyGaveARole() throws Exception {
        IdentityProvider.groups = List.of("choir");

        HttpResponse<String> arrived = open("sign-in/provider");

        assertThat(arrived.statusCode()).isEqualTo(403);
        assertThat(arrived.body()).contains("nobody gave you a role");
        assertThat(open("people").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void stillTakesKeysAndSendsNoProgramToTheProvider() throws Exception {
        HttpResponse<String> stranger = open("api/contacts");

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.uri().getPath()).isEqualTo("/api/contacts");
        assertThat(admin().get("/api/contacts").statusCode()).isEqualTo(200);
        assertThat(open("sign-in").body()).contains("Sign in with your organization");
    }

    private HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
