package dev.kith.sync.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.com",
                "Anna's file? #1",
                "...",
                ".vcf",
                "Annas-Mac.local.8B1DD9E1-3B6A-4B1E-9C43-0E6C5E0C7B11",
            })
    void takesWhateverAnAccountIsCalled(String id) {
        assertThat(Arguments.accountId(" " + id + " ")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\nb", "a\u0000b", "a\ud800b", ".", ".."})
    void takesNoAccountIdThatNoAddressAndNoTextCanHold(String id) {
        assertThatThrownBy(() -> Arguments.accountId(id)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 320})
    void takesAnAccountIdAsLongAsAnAddressOfMail(int length) {
        assertThat(Arguments.accountId("x".repeat(length))).hasSize(length);
        assertThatThrownBy(() -> Arguments.accountId("x".repeat(321))).isInstanceOf(InvalidRequestException.class);
    }
}
