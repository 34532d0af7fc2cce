package dev.kith.sync.backfill.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.PostalAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressMapperTest {

    @Test
    void keepsACountryWithoutACodeOnTheSecondLine() {
        assertThat(map(address("1 Main St", "Flat 2", "Springfield", null, "Freedonia")))
                .isEqualTo(new AddressItem(
                        "Home", "1 Main St", "Flat 2, Freedonia", "Springfield", null, null, null, false));
        assertThat(map(address("1 Main St", null, null, null, "Freedonia")))
                .isEqualTo(new AddressItem("Home", "1 Main St", "Freedonia", null, null, null, null, false));
    }

    @Test
    void makesACountryWithoutACodeTheFirstLineWhereThereIsNoOther() {
        assertThat(map(address(null, null, null, null, "Freedonia")))
                .isEqualTo(new AddressItem("Home", "Freedonia", null, null, null, null, null, false));
    }

    @Test
    void leavesANameOutWhoseCodeIsKnown() {
        assertThat(map(address("1 Main St", null, null, "DE", "Deutschland")))
                .isEqualTo(new AddressItem("Home", "1 Main St", null, null, null, null, "DE", false));
    }

    private static AddressItem map(PostalAddress address) {
        return AddressMapper.map(List.of(address)).get(0);
    }

    private static PostalAddress address(
            String street, String street2, String city, String country, String countryName) {
        return new PostalAddress(street, street2, null, city, null, null, country, countryName, null, null, false);
    }
}
