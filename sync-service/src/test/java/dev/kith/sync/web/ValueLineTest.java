package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.review.ContactProvenance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
        var held = new ContactProvenance.Value(kind, value, null, List.of(), null, "local");
        var provenance = new ContactProvenance(UUID.randomUUID(), List.of(), List.of(), List.of(held));

        ValueLine line = ValueLine.of(provenance, Instant.EPOCH).get(0);

        assertThat(line.value()).isEqualTo(value);
        assertThat(line.link()).isEqualTo(leads ? value : null);
    }
}
