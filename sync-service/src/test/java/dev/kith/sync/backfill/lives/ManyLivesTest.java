package dev.kith.sync.backfill.lives;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same thousand lives in every run: whoever changes something else is not stopped by a life nobody lived before. */
class ManyLivesTest extends Lives {

    @Property(seed = "-3696357434546702367")
    void nobodyIsLostNobodyIsTwiceAndNoEditIsLost(@ForAll("lives") List<Step> steps) {
        live(steps);
    }
}
