package dev.kith.sync.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @Test
    void isWhatWasSet() {
        PublicAddress address = new PublicAddress(Optional.of(" https://kith.example.org "));

        assertThat(address.url()).contains(URI.create("https://kith.example.org"));
        assertThat(address.isHttps()).isTrue();
    }

    @Test
    void needNotBeSet() {
        PublicAddress address = new PublicAddress(Optional.empty());

        assertThat(address.url()).isEmpty();
        assertThat(address.isHttps()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://<host>", "kith.example.org", "ftp://kith.example.org", "https:/kith", "localhost:8080"})
    void isRefusedWhereItIsNoAddress(String configured) {
        assertThatThrownBy(() -> new PublicAddress(Optional.of(configured)))
                .hasMessageContaining("KITH_PUBLIC_URL is " + configured)
                .hasMessageContaining("https://kith.example.org");
    }

    @Test
    void knowsItsOwnPagesBehindAProxyToo() {
        PublicAddress address = new PublicAddress(Optional.of("https://kith.example.org"));

        assertThat(address.isOurs("https://kith.example.org", "10.0.0.7:8080")).isTrue();
        assertThat(address.isOurs("http://10.0.0.7:8080", "10.0.0.7:8080")).isTrue();
        assertThat(address.isOurs("https://elsewhere.example.org", "10.0.0.7:8080"))
                .isFalse();
        assertThat(address.isOurs("null", null)).isFalse();
    }
}
