package dev.kith.sandbox.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class SignalsTest {

    @Test
    void saysThatADiskCouldNotBeFilled() throws Exception {
        assumeTrue(Signals.canFillDisks(), "there is no prlimit here");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertThatThrownBy(() -> Signals.fillDiskOf(gone.pid()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refused");
    }
}
