package dev.kith.sync.backfill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.LinkKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityKeysTest {

    @Test
    void locksEverythingByWhichSomebodyIsFound() {
        IdentityKeys keys = new IdentityKeys("a-1", "ann+shop@example.org", List.of("+14155550100"), "Ann Alpha", null);

        assertThat(keys.stripes(new LinkKey("google", "home", "people/1")))
                .containsExactlyInAnyOrder(
                        IdentityKeys.stripe("id:google/home/people/1"),
                        IdentityKeys.stripe("uid:a-1"),
                        IdentityKeys.stripe("email:ann+shop@example.org"),
                        IdentityKeys.stripe("email:ann@example.org"),
                        IdentityKeys.stripe("phone:+14155550100"),
                        IdentityKeys.stripe("name:ann alpha"));
    }

    @Test
    void locksNothingOfWhatSomebodyDoesNotHave() {
        assertThat(IdentityKeys.ofName(null).stripes()).isEmpty();
        assertThat(IdentityKeys.ofEmail(null).stripes()).isEmpty();
    }

    @Test
    void locksANameThatReadsLikeNone() {
        assertThat(IdentityKeys.ofName("Null").stripes()).containsExactly(IdentityKeys.stripe("name:null"));
    }
}
