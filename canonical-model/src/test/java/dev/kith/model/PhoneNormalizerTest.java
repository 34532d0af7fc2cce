package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNormalizerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (415) 555-0100                        | US | +14155550100
            415.555.0100                          | us | +14155550100
            1 415 555 0100                        | US | +14155550100
            +1 (415) 555-0100                     | DE | +14155550100
            +1 (415) 555-0100                     |    | +14155550100
            +44 (0)20 7946 0018                   | US | +442079460018
            030/901820                            | DE | +4930901820
            02 1234567                            | IT | +39021234567
            0049 30 901820                        | DE | +4930901820
            0049 30 901820                        | US | +4930901820
            0049 30 901820                        |    | +4930901820
            +0049 30 901820                       | US | +4930901820
            011 49 30 901820                      | US | +4930901820
            0011 49 30 901820                     | AU | +4930901820
            8~10 49 30 901820                     | RU | +4930901820
            Tel. +49 30 901820                    | US | +4930901820
            tel:+1-415-555-0100                   | DE | +14155550100
            TEL:555-0100;phone-context=+1415      | DE | +14155550100
            1-800-FLOWERS                         | US | +18003569377
            +1-800-FLOWERS                        | DE | +18003569377
            +800 1234 5678                        | US | +80012345678
            ٠٢٠ ٧٩٤٦ ٠٠١٨                          | GB | +442079460018
            ＋１４１５５５５０１００              | DE | +14155550100
            """)
    void readsNumbersAsPeopleWriteThem(String number, String region, String e164) {
        assertThat(PhoneNormalizer.e164(number, region)).isEqualTo(e164);
    }

    @Test
    void readsNumbersWrappedInInvisibleMarks() {
        assertThat(PhoneNormalizer.e164("\u202a+1 (415) 555\u20110100\u202c", null))
                .isEqualTo("+14155550100");
        assertThat(PhoneNormalizer.e164("\u200e0415\u00a0555\u200b0100", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            911                                   | US
            112                                   | DE
            12345                                 | US
            262966                                | US
            118118                                | GB
            5551234                               | US
            +15551234                             | US
            1234567890                            | US
            +1 555 123 4567                       | US
            (415) 555-0100                        |
            (415) 555-0100                        | ZZ
            (415) 555-0100                        | not a region
            +999 123 456 789                      | US
            +1 415 555 0100 ext. 12               | US
            +1 415 555 0100 x0                    | US
            415-555-0100,,12#                     | US
            415-555-0100;12                       | US
            4155550100p12                         | US
            tel:+1-415-555-0100;ext=12            | US
            0049 30 901820 x12                    | US
            0049 30 901820#12                     | US
            +1 415 555 0100 доб. 12               | US
            *67 415 555 0100                      | US
            #31#4155550100                        | US
            415 555 0100 / 415 555 0199           | US
            415 555 0100 Mom                      | US
            +49 30 901820 HOME                    | US
            Bank 415 555 0100                     | US
            AMAZON                                | US
            24Seven                               | DE
            Info24730                             | AT
            00                                    | US
            0                                     | US
            +                                     | US
            anonymous                             | US
            """)
    void givesNoFormToWhatIsNobodysNumber(String number, String region) {
        assertThat(PhoneNormalizer.e164(number, region)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u0000", "\ud83d", "\u202c"})
    void givesNoFormToNothing(String number) {
        assertThat(PhoneNormalizer.e164(number, "US")).isNull();
    }

    @Test
    void givesNoFormToAnEndlessText() {
        assertThat(PhoneNormalizer.e164("4155550100" + " ".repeat(100_000), "US"))
                .isNull();
    }

    @Property
    void takesAnyTextAndAnyRegion(@ForAll String number, @ForAll @StringLength(max = 3) String region) {
        String e164 = PhoneNormalizer.e164(number, region);

        assertThat(e164 == null || e164.matches("\\+[1-9][0-9]{1,14}")).isTrue();
    }

    @Property
    void isTheSameForItsOwnResultInEveryRegion(
            @ForAll @NumericChars @Chars({'+', ' ', '-', '(', ')', '/', '.', 'x', '#'}) @StringLength(min = 5, max = 16)
                    String number) {
        for (String region : new String[] {"US", "DE", "GB", "IT", "AT", "FO", "BR"}) {
            String e164 = PhoneNormalizer.e164(number, region);
            if (e164 != null) {
                assertThat(PhoneNormalizer.e164(e164, null)).isEqualTo(e164);
                assertThat(PhoneNormalizer.e164(e164, "JP")).isEqualTo(e164);
                assertThat(new Phone(number, null, false, e164).e164()).isEqualTo(e164);
            }
        }
    }

    @Property
    void neverTakesAShortNumberForALongOne(@ForAll @LongRange(min = 0, max = 999_999) long digits) {
        String e164 = PhoneNormalizer.e164(Long.toString(digits), "US");

        assertThat(e164).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +14155550100 | +14155550100 14155550100 0014155550100 4155550100
            +4930901820  | +4930901820 4930901820 004930901820 030901820
            +39021234567 | +39021234567 39021234567 0039021234567 021234567
            +3545551234  | +3545551234 3545551234 003545551234
            +15551       | +15551 15551 0015551
            +0           | +0 0 000
            """)
    void isLookedForAsItMayHaveBeenTypedAtHome(String e164, String forms) {
        assertThat(PhoneNormalizer.lookupForms(e164)).containsExactly(forms.split(" "));
    }

    @Test
    void isShownInGroups() {
        assertThat(PhoneNormalizer.rfc3966("+19055551234")).isEqualTo("+1-905-555-1234");
        assertThat(PhoneNormalizer.rfc3966("nonsense")).isEqualTo("nonsense");
    }
}
