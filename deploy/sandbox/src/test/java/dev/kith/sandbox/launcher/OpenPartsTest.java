package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {

    private final List<String> stopped = new ArrayList<>();
    private final OpenParts parts = new OpenParts();

    @Test
    void stopsTheLastPartFirst() {
        open("database");
        open("broker");
        open("service");
        parts.close();

        assertThat(stopped).containsExactly("service", "broker", "database");
    }

    @Test
    void stopsTheOthersWhenOnePartFailsToStop() {
        open("database");
        parts.open("broker", () -> () -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(parts::close).hasMessageContaining("stuck");
        assertThat(stopped).containsExactly("database");
    }

    @Test
    void startsNothingAfterAStop() {
        parts.close();

        assertThatThrownBy(() -> open("service")).isInstanceOf(LauncherException.class);
    }

    @Test
    void namesThePartThatDidNotStartAndWhy() {
        assertThatThrownBy(() -> parts.open("Kafka", () -> {
                    throw new IllegalStateException("outer", new IllegalStateException("no room"));
                }))
                .hasMessageContaining("Kafka did not start: no room");
    }

    private void open(String name) {
        parts.open(name, () -> () -> stopped.add(name));
    }
}
