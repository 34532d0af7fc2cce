package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnicodeTextTest {

    @Test
    void keepsWhatPeopleWrite() {
        String text = "Zoë\n\tתודה · شكرا\r\n谢谢 👩🏽‍💻 \u200e";

        assertThat(UnicodeText.clean(text)).isSameAs(text);
    }

    @Test
    void dropsWhatStandsForNothing() {
        assertThat(UnicodeText.clean("a\u0000b\u0007c\ud83dd\udc08e\u007ff\uffffg"))
                .isEqualTo("abcdefg");
        assertThat(UnicodeText.clean("\ud83d\ud83d\udc08")).isEqualTo("\ud83d\udc08");
        assertThat(UnicodeText.clean(null)).isNull();
        assertThat(UnicodeText.stripped(" \u0000 ")).isNull();
        assertThat(UnicodeText.stripped(" a ")).isEqualTo("a");
    }

    @Test
    void keepsWordsApartWhereAWordProcessorBrokeTheLine() {
        assertThat(UnicodeText.clean("Main Street 1\u000bBerlin\fGermany\u001c"))
                .isEqualTo("Main Street 1 Berlin Germany");
    }

    @Property
    void leavesOnlyWhatCanBeStored(@ForAll String text) {
        String clean = UnicodeText.clean(text);

        assertThat(UnicodeText.clean(clean)).isEqualTo(clean);
        assertThat(clean).doesNotContain("\u0000");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(clean)).isTrue();
    }
}
