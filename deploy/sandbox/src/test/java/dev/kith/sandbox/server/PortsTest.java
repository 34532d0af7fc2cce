package dev.kith.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void areGivenToOneServerEach() {
        List<Integer> given =
                IntStream.range(0, 1_000).mapToObj(i -> Ports.free()).toList();

        assertThat(given).doesNotHaveDuplicates();
    }
}
