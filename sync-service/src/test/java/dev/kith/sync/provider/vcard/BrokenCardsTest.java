package dev.kith.sync.provider.vcard;

import static dev.kith.sync.provider.vcard.Cards.JPEG;
import static dev.kith.sync.provider.vcard.Cards.READER;
import static dev.kith.sync.provider.vcard.Cards.person;
import static dev.kith.sync.provider.vcard.Cards.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.Phone;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards of which something cannot be read, or has no place. */
class BrokenCardsTest {

    @Test
    void keepsWhatHasNoPlaceAsCustomFields() {
        CanonicalContact contact = person(
                "ROLE:Counting Money",
                "GEO:geo:37.386013\\,-122.082932",
                "TZ:-0500",
                "X-PHONETIC-FIRST-NAME:Jon",
                "item1.X-CUSTOM;TYPE=home:a\\nb",
                "LOGO:http://example.com/logo.jpg",
                "XML:<a>unclosed",
                "FN:Some Person",
                "FN:Another rendering",
                "N:Second;Name;;;",
                "N:Third;;;;;;surplus",
                "LABEL;TYPE=work:Somewhere else");

        assertThat(contact.customFields())
                .containsExactlyInAnyOrder(
                        new CustomField("ROLE", "Counting Money"),
                        new CustomField("GEO", "geo:37.386013,-122.082932"),
                        new CustomField("TZ", "-0500"),
                        new CustomField("X-PHONETIC-FIRST-NAME", "Jon"),
                        new CustomField("X-CUSTOM (home)", "a\nb"),
                        new CustomField("LOGO", "http://example.com/logo.jpg"),
                        new CustomField("XML", "<a>unclosed"),
                        new CustomField("FN", "Another rendering"),
                        new CustomField("N", "Name Second"),
                        new CustomField("N", "Third"),
                        new CustomField("N", "surplus"));
        assertThat(contact.addresses())
                .extracting(PostalAddress::formatted, PostalAddress::label)
                .containsExactly(tuple("Somewhere else", "work"));
    }

    @Test
    void leavesOutPhotosThatAreTooLargeOrNone() {
        byte[] large = Arrays.copyOf(JPEG, Photo.LARGEST + 1);
        byte[] largest = Arrays.copyOf(JPEG, Photo.LARGEST);

        ReadCard.Person read = read(
                "FN:Ann",
                "PHOTO;ENCODING=b:" + Base64.getEncoder().encodeToString(largest),
                "PHOTO;ENCODING=b:" + Base64.getEncoder().encodeToString(large),
                "PHOTO;ENCODING=b:bm90IGEgcGljdHVyZQ==",
                "LOGO;ENCODING=b:" + Base64.getEncoder().encodeToString(JPEG));

        assertThat(read.unnamed().photos()).hasSize(1);
        assertThat(read.problems())
                .extracting(CardProblem::line, CardProblem::field)
                .containsExactly(tuple(5, "PHOTO"), tuple(6, "PHOTO"), tuple(7, "LOGO"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "junk", "BEGIN:VCARD\nEND:VCARD", "BEGIN:VCARD\nUID:1\nREV:2\nEND:VCARD"})
    void saysThatThereIsNothingToImport(String text) {
        assertThat(READER.read(text))
                .asInstanceOf(type(ReadCard.Unreadable.class))
                .extracting(ReadCard.Unreadable::problems)
                .asList()
                .isNotEmpty();
    }

    @Test
    void readsLinesWithoutACardOnlyWhenTheySayWho() {
        assertThat(READER.read("FN:Ann\nTEL:030 123456\nEND:VCARD")).isInstanceOf(ReadCard.Person.class);
        assertThat(READER.read("Content-Type: text/x-vcard\nSubject: hello")).isInstanceOf(ReadCard.Unreadable.class);
    }

    @Test
    void keepsLinesThatAreNoPropertyAsText() {
        ReadCard.Person read = read("FN:Ann", "what is this", "TEL:030 123456", "BEGIN:VEVENT", "END:VEVENT");

        assertThat(read.unnamed().customFields()).containsExactly(new CustomField("unreadable line", "what is this"));
        assertThat(read.problems())
                .extracting(CardProblem::line, CardProblem::field)
                .containsExactly(tuple(4, "card"), tuple(6, "BEGIN"), tuple(7, "END"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEL;TYPE=home^:030 123456", "TEL;X\"A;TYPE=b\":030 123456", "TEL;TYPE=\"home:030 123456"})
    void losesNoNumberBehindBrokenParameters(String line) {
        assertThat(person(line).phones()).extracting(Phone::value).containsExactly("030 123456");
    }
}
