package dev.kith.sync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialCipherTest {

    private static final String FIRST = key((byte) 1);
    private static final String SECOND = key((byte) 2);
    private static final String ACCOUNT = "google/default";

    private static String key(byte fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Property(tries = 100)
    void opensWhatItSealed(@ForAll String text) {
        var cipher = CredentialCipher.of(FIRST);

        assertThat(cipher.open(ACCOUNT, cipher.seal(ACCOUNT, text))).contains(text);
    }

    @Test
    void hidesThePlainText() {
        var text = CredentialCipher.of(FIRST).seal(ACCOUNT, "refresh-token");

        assertThat(new String(Base64.getDecoder().decode(text), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("refresh-token");
    }

    @Test
    void refusesARowOfAnotherAccount() {
        var cipher = CredentialCipher.of(FIRST);

        assertThat(cipher.open("google/other", cipher.seal(ACCOUNT, "text"))).isEmpty();
    }

    @Test
    void opensWithEveryKeyAndSealsWithTheFirst() {
        var old = CredentialCipher.of(SECOND).seal(ACCOUNT, "text");
        var rotated = CredentialCipher.of(FIRST + "," + SECOND);

        assertThat(rotated.open(ACCOUNT, old)).contains("text");
        assertThat(rotated.sealedByFirstKey(old)).isFalse();
        assertThat(rotated.sealedByFirstKey(rotated.seal(ACCOUNT, "text"))).isTrue();
        assertThat(CredentialCipher.of(FIRST).open(ACCOUNT, rotated.seal(ACCOUNT, "text")))
                .contains("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64, nor anything else", "", "%%%"})
    void opensNothingThatItDidNotSeal(String text) {
        assertThat(CredentialCipher.of(FIRST).open(ACCOUNT, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void refusesToStartWithoutAKey(String keys) {
        assertThatThrownBy(() -> CredentialCipher.of(keys))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("KITH_CREDENTIALS_KEY is not set")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "no base64 at all", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesAKeyOfAnotherLengthWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> CredentialCipher.of(key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exactly 32 bytes")
                .hasMessageNotContaining(key);
    }
}
