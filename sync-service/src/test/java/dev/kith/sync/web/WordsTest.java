package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "refused_by_database, Refused by database",
        "refreshToken, Refresh token",
        "domesticPartner, Domestic partner",
        "TEXT_INBOUND, Text inbound",
        "'', ''"
    })
    void readsNamesOfProgramsAsWords(String name, String words) {
        assertThat(Words.capital(name)).isEqualTo(words);
    }
}
