package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterpartTest {

    @ParameterizedTest
    @CsvSource({
        "+14165550123, US, +14165550123",
        "(416) 555-0123, CA, +14165550123",
        "4165550123, US, +14165550123",
        "030 901820, DE, +4930901820",
    })
    void readsNumbersByTheirRegion(String handle, String region, String e164) {
        assertThat(Counterpart.of(handle, region))
                .isEqualTo(new Counterpart(handle, Counterpart.Kind.PHONE, e164, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5551234", "+1555", "+14165550123,,9#", "416 555 0123 x12"})
    void takesNoDoubtfulNumberForSomebodys(String handle) {
        assertThat(Counterpart.of(handle, "US")).isEqualTo(new Counterpart(handle, Counterpart.Kind.PHONE, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "262966", "611"})
    void knowsShortCodes(String handle) {
        assertThat(Counterpart.of(handle, "US").kind()).isEqualTo(Counterpart.Kind.SHORT_CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:biz:0a1b2c3d-0000-4000-8000-000000000000", "AMAZON", "amzn-2fa", "1-800-FLOWERS"})
    void knowsBusinesses(String handle) {
        assertThat(Counterpart.of(handle, "US").kind()).isEqualTo(Counterpart.Kind.BUSINESS);
    }

    @Test
    void readsAddresses() {
        assertThat(Counterpart.of(" Ann@Example.COM ", "US"))
                .isEqualTo(new Counterpart("Ann@Example.COM", Counterpart.Kind.EMAIL, null, "ann@example.com"));
    }

    @Test
    void givesEverySpellingOfAHandleOneHash() {
        String hash = InteractionId.hash(Counterpart.of("+1 416 555 0123", "US"));

        assertThat(hash).isEqualTo("d5fbfc3c185d").hasSize(12);
        assertThat(InteractionId.hash(Counterpart.of("(416) 555-0123", "CA"))).isEqualTo(hash);
        assertThat(InteractionId.hash(Counterpart.of("4165550123", "US"))).isEqualTo(hash);
    }
}
