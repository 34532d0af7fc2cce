package dev.kith.sync.crm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "602-555-0118",
                "(602)555-0118",
                "602.555.0118",
                "602\u2011555\u20110118",
                "602\u2013555\u22120118",
                "\u202a602-555-0118\u202c",
                "tel:602-555-0118",
                "\uff16\uff10\uff12\uff15\uff15\uff15\uff10\uff11\uff11\uff18",
                "0602/5550118,"
            })
    void readsANumberInAnyNotation(String search) {
        assertThat(SearchTerms.of(search))
                .singleElement()
                .satisfies(term -> assertThat(SearchTerms.digits(term)).isEqualTo("6025550118"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Almeida, Samir | Almeida Samir",
                "samir\u00a0almeida | samir almeida",
                "\u201csamir almeida\u201d | samir almeida",
                "Samir <samir@example.com> | Samir samir@example.com",
                "mailto:samir@example.com | samir@example.com",
                "samir\u200b | samir",
                "O'Brien | O'Brien",
                "ada ada | ada",
                "+ | +"
            })
    void leavesOutWhatOnlyStandsAroundWords(String search, String terms) {
        assertThat(SearchTerms.of(search)).containsExactly(terms.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u00a0"})
    void findsNoWordInNothing(String search) {
        assertThat(SearchTerms.of(search)).isEmpty();
    }

    @Test
    void takesNoWordForANumber() {
        assertThat(SearchTerms.digits("route66")).isEmpty();
        assertThat(SearchTerms.digits("-")).isEmpty();
    }
}
