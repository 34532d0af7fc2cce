package dev.kith.sync.backfill;

/**
 * Where in the log a state came from.
 *
 * @param topic the topic's name and id: after a topic was made anew its positions say nothing about the old one's
 */
public record LogPosition(String topic, int partition, long offset) {

    /** A topic as positions name it. */
    public static String topic(String name, String id) {
        return name + "@" + id;
    }

    /** Whether this state is older than the one held. Positions of different topics are not comparable. */
    public boolean isOlderThan(LogPosition held) {
        return held != null && held.topic.equals(topic) && held.partition == partition && offset < held.offset;
    }
}
