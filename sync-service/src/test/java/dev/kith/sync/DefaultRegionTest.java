package dev.kith.sync;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultRegionTest {

    @ParameterizedTest
    @ValueSource(strings = {"US", "de", " XK "})
    void isOneWithTelephones(String code) {
        assertThatCode(() -> new DefaultRegion(code)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Germany", "+49", "ZZ", "001"})
    void isRefusedWhereNumbersCouldNotBeReadByIt(String code) {
        assertThatThrownBy(() -> new DefaultRegion(code))
                .hasMessageContaining("KITH_DEFAULT_REGION is " + code)
                .hasMessageContaining("such as US or DE");
    }
}
