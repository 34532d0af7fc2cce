package dev.kith.sync.log;

/**
 * Offsets of a partition that a replay reads.
 *
 * @param topicId of the topic as it stood when the replay was begun
 * @param next the offset after the last one that is left: a range is read backwards
 */
public record LogRange(String topic, int partition, String topicId, long first, long next) {

    public boolean done() {
        return next <= first;
    }

    public LogRange downTo(long offset) {
        return new LogRange(topic, partition, topicId, first, offset);
    }
}
