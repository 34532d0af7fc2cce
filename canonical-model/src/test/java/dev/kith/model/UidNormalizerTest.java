package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UidNormalizerTest {

    @ParameterizedTest
    @CsvSource({
        "D0F5A1B2-0000-4000-8000-000000000001:ABPerson, d0f5a1b2-0000-4000-8000-000000000001",
        "urn:uuid:D0F5A1B2-0000-4000-8000-000000000001, d0f5a1b2-0000-4000-8000-000000000001",
        "URN:UUID:A:ABPerson, a",
        "' me@example.com ', me@example.com",
        "http://example.com/Ann, http://example.com/ann",
    })
    void bringsEverySpellingIntoOneForm(String uid, String normalized) {
        assertThat(UidNormalizer.normalize(uid)).isEqualTo(normalized);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "urn:uuid:", "urn:uuid::ABPerson"})
    void findsNoneWhereNothingIsSaid(String uid) {
        assertThat(UidNormalizer.normalize(uid)).isNull();
    }
}
