package dev.kith.sync.provider.vcard;

import static dev.kith.sync.provider.vcard.Cards.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What values of a card are called, which of them are preferred, and which days they are. */
class CardLabelsTest {

    @ParameterizedTest
    @CsvSource({
        "TEL;TYPE=HOME;TYPE=FAX, homeFax",
        "TEL;TYPE=WORK;TYPE=VOICE, work",
        "TEL;TYPE=CELL;TYPE=VOICE;TYPE=pref, mobile",
        "TEL;WORK;CELL, workMobile",
        "TEL;TYPE=IPHONE;TYPE=CELL, iPhone",
        "'TEL;TYPE=\"home,pager\"', pager",
        "TEL;TYPE=x-satellite, x-satellite",
        "TEL, ",
    })
    void namesPhonesByTheirTypes(String header, String label) {
        assertThat(person(header + ":+49 30 123456").phones())
                .extracting(Phone::label)
                .containsExactly(label);
    }

    @ParameterizedTest
    @CsvSource({
        "_$!<Mobile>!$_, mobile",
        "_$!<HomeFAX>!$_, homeFax",
        "_$!<AssistantPhone>!$_, assistantPhone",
        "'Schule\\, alt', 'Schule, alt'",
        "_$!<>!$_, ",
    })
    void letsApplesLabelWinOverTheType(String written, String label) {
        assertThat(person("item1.TEL;type=HOME:030 123456", "item1.X-ABLabel:" + written)
                        .phones())
                .extracting(Phone::label)
                .containsExactly(label == null ? "home" : label);
    }

    @Test
    void findsTheLabelOfAGroupWhateverItsCase() {
        assertThat(person("ITEM1.EMAIL:a@example.com", "item1.X-ABLABEL:Verein").emails())
                .containsExactly(new Email("a@example.com", "Verein", false, "a@example.com"));
    }

    @Test
    void takesOnePreferredValueOfEachKind() {
        CanonicalContact contact = person(
                "EMAIL;PREF=2:second@example.com",
                "EMAIL;PREF=1:first@example.com",
                "EMAIL:none@example.com",
                "TEL;TYPE=pref:030 1234561",
                "TEL;TYPE=pref:030 1234562");

        assertThat(contact.emails()).extracting(Email::primary).containsExactly(false, true, false);
        assertThat(contact.phones()).extracting(Phone::primary).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource({
        "BDAY:1985-04-12, 1985, 4, 12",
        "BDAY:19850412, 1985, 4, 12",
        "BDAY;VALUE=date-time:1985-04-12T23:10:00Z, 1985, 4, 12",
        "BDAY:1985-4-7, 1985, 4, 7",
        "BDAY:12.4.1985, 1985, 4, 12",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17, , 5, 17",
        "BDAY;X-APPLE-OMIT-YEAR=1600:1600-05-17, , 5, 17",
        "BDAY;VALUE=date:1604-02-29, , 2, 29",
        "BDAY:--0203, , 2, 3",
        "BDAY:--02-03, , 2, 3",
    })
    void readsBirthdaysWithAndWithoutAYear(String line, Integer year, int month, int day) {
        assertThat(person(line).birthdays()).containsExactly(new DateEvent("birthday", year, month, day));
    }

    @ParameterizedTest
    @ValueSource(strings = {"circa 1800", "17/04/1980", "---12", "1985", "1985-04", "1985-02-31", "0000-13-01"})
    void keepsABirthdayThatIsNoDayAsText(String text) {
        CanonicalContact contact = person("BDAY:" + text);

        assertThat(contact.birthdays()).isEmpty();
        assertThat(contact.customFields()).containsExactly(new CustomField("birthday", text));
    }

    @Test
    void sortsDaysByTheirLabels() {
        CanonicalContact contact = person(
                "item1.X-ABDATE;type=pref:2010-06-01",
                "item1.X-ABLabel:_$!<Anniversary>!$_",
                "item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-03-04",
                "item2.X-ABLabel:Einschulung",
                "X-ABDATE:20171111",
                "ANNIVERSARY:--0501");

        assertThat(contact.anniversaries())
                .containsExactly(new DateEvent("anniversary", 2010, 6, 1), new DateEvent("anniversary", null, 5, 1));
        assertThat(contact.events())
                .containsExactly(new DateEvent("Einschulung", null, 3, 4), new DateEvent("other", 2017, 11, 11));
    }
}
