package dev.kith.sync.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnteredPasswordTest {

    @ParameterizedTest
    @CsvSource({
        "contacts.icloud.com, https://contacts.icloud.com/",
        "https://DAV.Example:8443/Alice, https://dav.example:8443/Alice",
        "http://192.168.1.2/dav, http://192.168.1.2/dav",
        "https://[2001:db8::1]:8443/, https://[2001:db8::1]:8443/",
        "https://müller.example:8443/bücher/, https://xn--mller-kva.example:8443/b%C3%BCcher/",
        "https://dav.example/b%C3%BCcher/, https://dav.example/b%C3%BCcher/",
    })
    void takesAnAddressInItsPlainestForm(String entered, String url) {
        assertThat(EnteredPassword.of(connection(entered)).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://dav.example/",
                "https://",
                "https:///path",
                "https://alice:secret@dav.example/",
                "https://dav.example/?a=b",
                "https://dav.example/#a",
                "https://dav example/",
                "mailto:alice@dav.example",
                "https://ü..example/",
            })
    void takesNothingElseForAnAddress(String entered) {
        assertThatThrownBy(() -> EnteredPassword.of(connection(entered))).isInstanceOf(InvalidRequestException.class);
    }

    private static Connection connection(String url) {
        return new Connection("carddav", "home", null, null, url, "alice", "secret", null);
    }
}
