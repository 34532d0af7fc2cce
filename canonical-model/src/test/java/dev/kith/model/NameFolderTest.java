package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
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

class NameFolderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Alpha               | ann alpha
            '  ANN   alpha  '       | ann alpha
            Zoë Ångström            | zoe angstrom
            José Núñez              | jose nunez
            Łukasz Świątek          | lukasz swiatek
            Søren Ægir              | soren aegir
            GROSS                   | gross
            Groß                    | gross
            Işık İnönü              | isik inonu
            O'Brien                 | obrien
            O’Brien                 | obrien
            O´Brien                 | obrien
            J.R.R. Tolkien          | j r r tolkien
            Anne-Marie              | anne marie
            Alpha, Ann              | alpha ann
            ΝΊΚΟΣ                   | νικοσ
            Νίκος                   | νικοσ
            Ёлкин                   | елкин
            Ａｎｎ                   | ann
            محمّد                    | محمد
            محـــمد                 | محمد
            أحمد                    | احمد
            שָׁלוֹם                   | שלום
            राम                     | राम
            रमा                     | रमा
            가나                    | 가나
            がく                    | がく
            Ann 🐈‍⬛ Alpha 👩🏽‍💻     | ann alpha
            """)
    void foldsWhatACarefulReaderWouldNotTellApart(String name, String folded) {
        assertThat(NameFolder.fold(name)).isEqualTo(folded);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "🐈", "—", "\u0000", "\ud83d", "\u200b", "…", "'"})
    void foldsToNothingWhatIsNoName(String name) {
        assertThat(NameFolder.fold(name)).isEmpty();
    }

    @Test
    void foldsThroughWhatIsInvisible() {
        assertThat(NameFolder.fold("\u202bAn\u200bn\u0000 Al\ud83dpha\u202c\ufeff"))
                .isEqualTo("ann alpha");
        assertThat(NameFolder.fold("Ann\u00a0\u2003Alpha\n")).isEqualTo("ann alpha");
        assertThat(NameFolder.fold("Ann\u000bAl\u001cpha")).isEqualTo("ann alpha");
    }

    @Test
    void keepsJapaneseVoicingAndTellsHindiVowelsApart() {
        assertThat(NameFolder.fold("か")).isNotEqualTo(NameFolder.fold("が"));
        assertThat(NameFolder.fold("राम")).isNotEqualTo(NameFolder.fold("रमा"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Alpha          | ann alpha
            Ann Alpha          | Alpha, Ann
            Bob Smith          | Smith, Robert
            Bob Smith          | Robert Smith
            B. Smith           | Bob Smith
            Bob                | Robert Smith
            B.                 | Bob Smith
            Bob Smith          | Bob Quentin Smith
            Bob Q. Smith       | Bob Quentin Smith
            J.R.R. Tolkien     | John Ronald Reuel Tolkien
            Dr. Ann Alpha      | Ann Alpha
            Prof. Dr. Alpha    | Alpha
            Ann Alpha, PhD     | Ann Alpha
            Jörg Müller        | Joerg Mueller
            Jörg Müller        | Jorg Muller
            Ju\u0308rgen Groß  | Juergen Gross
            Anne-Marie Alpha   | Annemarie Alpha
            山田太郎           | 山田 太郎
            Ann Alpha          | 🐈
            Ann Alpha          |
            """)
    void agreeWhenTheyCanBeOnePersons(String one, String other) {
        assertThat(NameFolder.namesAgree(one, other)).isTrue();
        assertThat(NameFolder.namesAgree(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Alpha          | Ann Beta
            Ann Alpha          | Bob Alpha
            Ann Alpha          | Alpha
            Bob Smith Jr.      | Bob Smith
            Bob Smith Jr.      | Bob Smith Sr.
            Bob P. Smith       | Bob Quentin Smith
            Pat Smith          | Peter Smith
            山                 | 山田
            राम                | रमा
            Dr. Alpha          | Dr. Beta
            """)
    void contradictWhenTheyAreTwoPeoples(String one, String other) {
        assertThat(NameFolder.namesAgree(one, other)).isFalse();
        assertThat(NameFolder.namesAgree(other, one)).isFalse();
    }

    @Property
    void foldingTwiceChangesNothing(@ForAll String name) {
        String folded = NameFolder.fold(name);

        assertThat(NameFolder.fold(folded)).isEqualTo(folded);
        assertThat(folded).doesNotContain("  ").isEqualTo(folded.strip());
    }

    @Property
    void foldingDoesNotCareForCaseOrForWhatCannotBeStored(@ForAll("names") String name) {
        assertThat(NameFolder.fold(name.toLowerCase(Locale.ROOT))).isEqualTo(NameFolder.fold(name));
        assertThat(NameFolder.fold(UnicodeText.clean(name))).isEqualTo(NameFolder.fold(name));
    }

    @Property
    void namesThatFoldAlikeAgree(@ForAll("names") String name) {
        assertThat(NameFolder.namesAgree(name, NameFolder.fold(name))).isTrue();
        assertThat(NameFolder.namesAgree(name, name)).isTrue();
        assertThat(NameFolder.namesAgree(name, null)).isTrue();
    }

    @Property
    void agreementIsMutual(@ForAll("names") String one, @ForAll("names") String other) {
        assertThat(NameFolder.namesAgree(one, other)).isEqualTo(NameFolder.namesAgree(other, one));
    }

    /** Words of real names among arbitrary text, so that agreement is not always refused. */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> words = Arbitraries.of(
                "Ann", "A.", "Bob", "Robert", "Smith", "Müller", "Mueller", "Dr.", "Jr.", "O’Brien", "山田", "Ό,", "ß");
        return Arbitraries.oneOf(words, words, words, Arbitraries.strings().ofMaxLength(6))
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join(" ", parts));
    }
}
