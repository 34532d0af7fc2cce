package dev.kith.sync.backfill;

/** Another consumer advanced the partition: what it applied must not be applied again. */
public final class OffsetMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OffsetMovedException(Slice slice) {
        super("partition " + slice.topic() + "-" + slice.partition() + " no longer stands at " + slice.from());
    }
}
