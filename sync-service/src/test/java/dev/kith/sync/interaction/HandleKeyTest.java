package dev.kith.sync.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Counterpart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandleKeyTest {

    @ParameterizedTest
    @CsvSource({
        "+1 (905) 555-1234, phone:+19055551234",
        "905 555 1234, phone:+19055551234",
        "Ann@Example.COM, email:ann@example.com",
        "+1 555 123 4567, phone:+15551234567",
    })
    void knowsThePeopleByEverySpelling(String handle, String text) {
        HandleKey key = HandleKey.of(Counterpart.of(handle, "US"));

        assertThat(key.text()).isEqualTo(text);
        assertThat(key.person()).isTrue();
        assertThat(HandleKey.parse(text)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "262966, short-code:262966",
        "AMAZON, business:amazon",
        "urn:biz:0a1b, business:urn:biz:0a1b",
        "5551234, number:5551234",
        "'+19055551234,,9#', 'number:+19055551234,,9#'",
    })
    void takesNobodyForAPersonWhoCannotBeReachedFromElsewhere(String handle, String text) {
        HandleKey key = HandleKey.of(Counterpart.of(handle, "US"));

        assertThat(key.text()).isEqualTo(text);
        assertThat(key.person()).isFalse();
        assertThat(key.forms()).isEmpty();
        assertThat(HandleKey.parse(text)).isEqualTo(key);
    }

    @Test
    void believesNoNumberThatItsSenderCallsNormalised() {
        Counterpart forged = new Counterpart("5551234", Counterpart.Kind.PHONE, "5551234", null);

        assertThat(HandleKey.of(forged).person()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "+1 905-555-1234, US, true",
        "001 905 555 1234, DE, true",
        "(905) 555-1234, US, true",
        "9055551234, DE, false",
        "905 555 1234, GB, false",
    })
    void readsANumberWithoutItsCountryCodeByTheRegionOnly(String stored, String region, boolean same) {
        HandleKey key = new HandleKey("phone", "+19055551234");

        assertThat(key.forms()).contains(stored.replaceAll("[^0-9+]", ""));
        assertThat(key.isMeantBy(stored, region)).isEqualTo(same);
    }

    @Test
    void showsNumbersAsRfc3966GroupsThem() {
        assertThat(new HandleKey("phone", "+19055551234").shown()).isEqualTo("+1-905-555-1234");
        assertThat(new HandleKey("email", "ann@example.com").shown()).isEqualTo("ann@example.com");
    }
}
