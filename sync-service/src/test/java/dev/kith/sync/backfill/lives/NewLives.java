package dev.kith.sync.backfill.lives;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Lives nobody lived before, in search of what the known ones do not show: {@code mvn -Plives -pl sync-service -am test}.
 * What it finds becomes a test with a name.
 */
class NewLives extends Lives {

    @Property(tries = 20_000)
    void nobodyIsLostNobodyIsTwiceAndNoEditIsLost(@ForAll("lives") List<Step> steps) {
        live(steps);
    }
}
