package dev.kith.sync.backfill.lives;

import net.jqwik.api.Example;

/** The same thousand lives in every run: whoever changes something else is not stopped by a life nobody lived before. */
class ManyLivesTest {

    @Example
    void nobodyIsLostNobodyIsTwiceAndNoEditIsLost() throws InterruptedException {
        try (Lives lives = new Lives()) {
            lives.live(1, 1_000);
        }
    }
}
