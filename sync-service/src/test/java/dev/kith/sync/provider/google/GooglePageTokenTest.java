package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.Opaque;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GooglePageTokenTest {

    /** Follows a chain that goes straight for a while and then in a circle; answers with the pages read until noticed. */
    private static int pagesUntilNoticed(int straight, int circle) {
        GooglePageToken at = GooglePageToken.start(null);
        for (int page = 0; page < 10_000; page++) {
            String next = "token-" + (page < straight ? page : straight + (page - straight) % circle);
            if (at.repeats(next)) {
                return page;
            }
            at = Opaque.unpack(Opaque.pack(at.page(next)), GooglePageToken.class)
                    .orElseThrow();
        }
        throw new AssertionError("never noticed");
    }

    @Property(tries = 100)
    void noticesEveryCircleSoon(
            @ForAll @IntRange(max = 40) int straight, @ForAll @IntRange(min = 1, max = 20) int circle) {
        assertThat(pagesUntilNoticed(straight, circle))
                .isGreaterThanOrEqualTo(straight + circle)
                .isLessThanOrEqualTo(3 * (straight + circle) + 2);
    }

    @Property(tries = 20)
    void callsNoStraightChainACircle(@ForAll @IntRange(min = 1, max = 500) int pages) {
        GooglePageToken at = GooglePageToken.start(null);
        for (int page = 0; page < pages; page++) {
            assertThat(at.repeats("token-" + page)).isFalse();
            at = at.page("token-" + page);
        }
    }

    @Test
    void keepsTheTokensOfStreamsThatAreThrough() {
        GooglePageToken others = GooglePageToken.start("groups").streamDone("C", Stream.OTHER);

        GoogleCursor cursor =
                Opaque.unpack(others.cursor("O"), GoogleCursor.class).orElseThrow();

        assertThat(cursor.tokens()).isEqualTo(Map.of("contacts", "C", "other", "O"));
        assertThat(cursor.groups()).isEqualTo("groups");
        assertThat(cursor.token(Stream.CONTACTS)).isEqualTo("C");
        assertThat(cursor.token(Stream.OTHER)).isEqualTo("O");
    }
}
