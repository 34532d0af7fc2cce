package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.sync.review.ContactProvenance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueLineTest {

    @ParameterizedTest
    @CsvSource({
        "website, https://ada.example/a?b=c, true",
        "website, HTTP://ada.example, true",
        "website, javascript:alert(1), false",
        "website, 'data:text/html;base64,PHNjcmlwdD4=', false",
        "website, https://, false",
        "website, ada.example, false",
        "other, https://ada.example, false"
    })
    void leadsOnlyToWebsites(String kind, String value, boolean leads) {
        var held = new ContactProvenance.Value(kind, value, null, List.of(), null, "local", null, List.of());
        var provenance = new ContactProvenance(UUID.randomUUID(), List.of(), List.of(), List.of(held));

        ValueLine line = ValueLine.of(provenance, Instant.EPOCH).get(0);

        assertThat(line.value()).isEqualTo(value);
        assertThat(line.link()).isEqualTo(leads ? value : null);
    }

    @Test
    void showsWhatHasNoFieldOfItsOwnAsPeopleReadIt() {
        var source = new ContactProvenance.Source("google", "personal", "people/c1");
        var details = field(
                "details",
                source,
                "{\"relations\":[{\"person\":\"Ida\",\"label\":\"spouse\"},{\"person\":\"Jon\"}],"
                        + "\"customFields\":[{\"key\":\"Shoe size\",\"value\":\"42\"}]}");
        var provenance = new ContactProvenance(UUID.randomUUID(), List.of(), List.of(details), List.of());

        assertThat(ValueLine.of(provenance, Instant.EPOCH))
                .extracting(ValueLine::name, ValueLine::value, ValueLine::origin)
                .containsExactly(
                        tuple("Spouse", "Ida", "Google personal"),
                        tuple("Related to", "Jon", "Google personal"),
                        tuple("Shoe size", "42", "Google personal"));
    }

    @ParameterizedTest
    @CsvSource({"2015-01-31, 31 Jan 2015", "--02-29, 29 Feb", "0, 0"})
    void writesDaysAsPeopleDo(String day, String shown) {
        var held = new ContactProvenance.Value("date", day, "anniversary", List.of(), null, "local", null, List.of());
        var provenance = new ContactProvenance(UUID.randomUUID(), List.of(), List.of(), List.of(held));

        assertThat(ValueLine.of(provenance, Instant.EPOCH).get(0).value()).isEqualTo(shown);
    }

    @Test
    void leavesOutWhatASourceSaysNoMore() {
        var source = new ContactProvenance.Source("google", "personal", "people/c1");
        var provenance = new ContactProvenance(
                UUID.randomUUID(), List.of(), List.of(field("department", source, null)), List.of());

        assertThat(ValueLine.of(provenance, Instant.EPOCH)).isEmpty();
    }

    private static ContactProvenance.Field field(String name, ContactProvenance.Source source, String value) {
        return new ContactProvenance.Field(
                name, value, source, value, null, "synced", "It came so.", List.of(), List.of());
    }
}
