package dev.kith.sync.backfill.write;

/** Another consumer advanced the partition: what it applied must not be applied again. */
public final class OffsetMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OffsetMovedException(String topic, int partition, long from) {
        super("partition " + topic + "-" + partition + " no longer stands at " + from);
    }
}
