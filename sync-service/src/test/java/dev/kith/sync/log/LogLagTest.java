package dev.kith.sync.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.log.LogEnds.Bounds;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LogLagTest {

    private static final TopicPartition FIRST = new TopicPartition("kith.contacts.v1", 0);
    private static final TopicPartition SECOND = new TopicPartition("kith.contacts.v1", 1);

    @Test
    void addsUpWhatThePartitionsOfATopicHoldBeyondTheirPositions() {
        var bounds = Map.of(FIRST, new Bounds(0, 10), SECOND, new Bounds(0, 5));

        assertThat(LogLag.behind(bounds, Map.of(FIRST, 7L, SECOND, 5L))).containsExactly(Map.entry(FIRST.topic(), 3L));
    }

    @Test
    void countsAPartitionThatWasNeverReadFromItsFirstRecord() {
        assertThat(LogLag.behind(Map.of(FIRST, new Bounds(4, 10)), Map.of()))
                .containsExactly(Map.entry(FIRST.topic(), 6L));
    }

    @Test
    void neverCountsRecordsThatNoLongerExist() {
        assertThat(LogLag.behind(Map.of(FIRST, new Bounds(8, 10)), Map.of(FIRST, 3L)))
                .containsExactly(Map.entry(FIRST.topic(), 2L));
    }

    @Test
    void isNotBehindALogThatWasReplacedByAShorterOne() {
        assertThat(LogLag.behind(Map.of(FIRST, new Bounds(0, 2)), Map.of(FIRST, 9L)))
                .containsExactly(Map.entry(FIRST.topic(), 0L));
    }
}
