package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DE                       | DE
            ' de '                   | DE
            DEU                      | DE
            Germany                  | DE
            Deutschland              | DE
            ALLEMAGNE                | DE
            Германия                 | DE
            ドイツ                   | DE
            USA                      | US
            U.S.                     | US
            U.S.A.                   | US
            United States            | US
            United States of America | US
            Estados Unidos           | US
            UK                       | GB
            Great Britain            | GB
            Scotland                 | GB
            Österreich               | AT
            Osterreich               | AT
            The Netherlands          | NL
            Holland                  | NL
            Côte d'Ivoire            | CI
            Turkey                   | TR
            Türkiye                  | TR
            Macedonia                | MK
            Viet Nam                 | VN
            South Korea              | KR
            Bosnia & Herzegovina     | BA
            日本                     | JP
            """)
    void findsTheCodeOfACountryHoweverItIsWritten(String written, String code) {
        assertThat(Countries.code(written)).isEqualTo(code);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "Atlantis", "XX", "🇩🇪?", "\u0000", "Kongo", "D"})
    void knowsWhatIsNoCountry(String text) {
        assertThat(Countries.code(text)).isNull();
    }

    @Test
    void knowsEveryCountryByItsCodesAndItsEnglishName() {
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.forLanguageTag("und-" + code);

            assertThat(Countries.code(code)).isEqualTo(code);
            assertThat(Countries.code(country.getISO3Country())).isEqualTo(code);
            assertThat(Countries.code(country.getDisplayCountry(Locale.ENGLISH)))
                    .isEqualTo(code);
        }
    }

    @Property
    void takesAnyText(@ForAll String text) {
        String code = Countries.code(text);

        assertThat(code == null || code.matches("[A-Z]{2}")).isTrue();
    }
}
