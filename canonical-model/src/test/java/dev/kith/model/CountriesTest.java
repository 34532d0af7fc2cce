package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {

    @ParameterizedTest
    @CsvSource({
        "de, DE",
        "Deutschland, DE",
        "Allemagne, DE",
        "DEU, DE",
        "' USA ', US",
        "United States of America, US",
        "Great Britain, GB",
        "England, GB",
        "Turkey, TR",
        "Türkiye, TR",
        "Czech Republic, CZ",
        "日本, JP",
        "Atlantis, ",
        "'', ",
    })
    void findsACountryAsPeopleWriteIt(String written, String code) {
        assertThat(Countries.code(written)).isEqualTo(code);
    }
}
