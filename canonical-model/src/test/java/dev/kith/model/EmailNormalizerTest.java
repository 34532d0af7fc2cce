package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailNormalizerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann.Alpha@Example.COM                   | ann.alpha@example.com
            ann+tag@gmail.com                       | ann+tag@gmail.com
            a.n.n@gmail.com                         | a.n.n@gmail.com
            mailto:Ann@example.com                  | ann@example.com
            MAILTO:ann%2Btag@example.com?subject=Hi | ann+tag@example.com
            mailto:ann+tag@example.com              | ann+tag@example.com
            mailto:ann%@example.com                 | ann%@example.com
            ann@example.com.                        | ann@example.com
            ann@BÜCHER.example                      | ann@bücher.example
            ann@xn--bcher-kva.example               | ann@bücher.example
            ann@XN--BCHER-KVA.example               | ann@bücher.example
            ann@bücher。example                      | ann@bücher.example
            zoë@example.com                         | zoë@example.com
            o'brien@example.com                     | o'brien@example.com
            ann@localhost                           | ann@localhost
            ann@[192.0.2.1]                         | ann@[192.0.2.1]
            """)
    void bringsEverySpellingToOne(String written, String normalized) {
        assertThat(EmailNormalizer.normalize(written)).isEqualTo(normalized);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ann@example.com\n",
                "\u00a0ann@example.com\u2003",
                "\u200bann@example.com\ufeff",
                "an\u200dn@exam\u00adple.com",
                "ann@example.com\u0000"
            })
    void seesThroughWhatIsInvisible(String written) {
        assertThat(EmailNormalizer.normalize(written)).isEqualTo("ann@example.com");
    }

    @Test
    void composesLettersWithAccents() {
        assertThat(EmailNormalizer.normalize("zoe\u0308@example.com")).isEqualTo("zo\u00eb@example.com");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "ann",
                "@example.com",
                "ann@",
                "ann@.",
                "ann@example.com, bob@example.com",
                "ann @example.com",
                "Ann <ann@example.com>",
                "ann@bob@example.com",
                "mailto:",
                "mailto:?subject=x",
                "\ud83d@\ud83d"
            })
    void knowsWhatIsNoAddress(String text) {
        assertThat(EmailNormalizer.normalize(text)).isNull();
    }

    @Test
    void takesNoEndlessTextForAnAddress() {
        assertThat(EmailNormalizer.normalize("a".repeat(400) + "@example.com")).isNull();
        assertThat(EmailNormalizer.normalize("a".repeat(1_000_000))).isNull();
    }

    @Property
    void isTheSameForItsOwnResult(@ForAll("parts") String local, @ForAll("parts") String domain) {
        String normalized = EmailNormalizer.normalize(local + "@" + domain);

        if (normalized != null) {
            assertThat(EmailNormalizer.normalize(normalized)).isEqualTo(normalized);
            assertThat(EmailNormalizer.normalize(
                            " MAILTO:" + normalized.replace("%", "%25").replace("?", "%3F")))
                    .isEqualTo(normalized);
        }
    }

    @Property
    void takesAnyText(@ForAll String text) {
        String normalized = EmailNormalizer.normalize(text);

        assertThat(normalized == null || normalized.contains("@")).isTrue();
    }

    /** Any text, and text of what addresses and their look-alikes are made of. */
    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.of(
                                "a", "B", ".", "。", "．", "․", "xn--", "tda", "ß", "İ", "ü", "u\u0308", "\u00ad",
                                "\u200b", "\u202e", "%", "%41", "+", "?", "-", " ", "＠", "ﬁ", "㎏", "mailto:")
                        .list()
                        .ofMaxSize(12)
                        .map(signs -> String.join("", signs)));
    }
}
