package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

    private static Login at(String address) {
        return new Login(URI.create(address), "alice", "secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://dav.example/x,           https://dav.example/other",
        "https://dav.example/,            https://dav.example:443/",
        "https://dav.example:8443/,       https://dav.example:8443/y",
        "http://dav.example/,             https://dav.example/",
        "https://contacts.icloud.com/,    https://p42-contacts.icloud.com:443/1/carddavhome/",
        "https://contacts.icloud.com/,    https://gateway.icloud.com/photo",
        "https://contacts.icloud.com.cn/, https://p1-contacts.icloud.com.cn/",
    })
    void showsThePasswordWhereItBelongs(String entered, String target) {
        assertThat(at(entered).authorization(URI.create(target))).contains("Basic YWxpY2U6c2VjcmV0");
    }

    @ParameterizedTest
    @CsvSource({
        "https://dav.example/,         https://other.example/",
        "https://dav.example/,         https://sub.dav.example/",
        "https://dav.example/,         https://example/",
        "https://dav.example/,         http://dav.example/",
        "https://dav.example/,         https://dav.example:8443/",
        "http://dav.example:8080/,     https://dav.example/",
        "http://dav.example/,          http://dav.example:81/",
        "https://contacts.icloud.com/, http://p42-contacts.icloud.com/",
        "https://contacts.icloud.com/, https://p42-contacts.icloud.com:8443/",
        "https://contacts.icloud.com/, https://icloud.com.evil.example/",
        "https://contacts.icloud.com/, https://noticloud.com/",
        "https://dav.example/,         https://contacts.icloud.com/",
        "https://noticloud.com/,       https://contacts.icloud.com/",
    })
    void showsItNowhereElse(String entered, String target) {
        assertThat(at(entered).authorization(URI.create(target))).isEmpty();
    }

    @Test
    void goesAlongToAServerOfTheSameDomainOnly() {
        Login login = at("https://example.com/");

        assertThat(login.at(URI.create("https://dav.example.com:8443"))).isPresent();
        assertThat(login.at(URI.create("https://dav.example.net"))).isEmpty();
        assertThat(login.at(URI.create("https://evilexample.com"))).isEmpty();
        assertThat(login.at(URI.create("http://dav.example.com"))).isEmpty();
    }

    @Test
    void tellsNobodyThePassword() {
        assertThat(at("https://dav.example/").toString())
                .doesNotContain("alice")
                .doesNotContain("secret");
    }
}
