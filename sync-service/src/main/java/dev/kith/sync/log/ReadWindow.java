package dev.kith.sync.log;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How many records are read at a time: as many as fill some megabytes, whatever their size. */
public final class ReadWindow {

    private static final int MOST = 16_384;
    private static final long WANTED = 8L << 20;

    private int records = 16;

    public int records() {
        return records;
    }

    public void adapt(List<ConsumerRecord<byte[], byte[]>> read) {
        long size = read.stream()
                .mapToLong(found -> found.value() == null ? 0 : found.value().length)
                .sum();
        if (size < WANTED / 2) {
            records = Math.min(MOST, records * 2);
        } else if (size > WANTED) {
            records = Math.max(1, records / 2);
        }
    }
}
