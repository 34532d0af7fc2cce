package dev.kith.sync.log;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Records that were written once more at the log's end so that those before them could be deleted. They were applied at the
 * offset they had first, and it is that which counts wherever states are compared.
 */
public final class Restated {

    static final String HEADER = "kith_restated";

    private Restated() {}

    static boolean is(ConsumerRecord<byte[], byte[]> source) {
        return source.headers().lastHeader(HEADER) != null;
    }

    /** The offset a record had first; empty for one that has it still. An offset of another topic says nothing here. */
    public static OptionalLong firstOffset(ConsumerRecord<byte[], byte[]> source, String topicId) {
        String text = RecordReader.header(source, HEADER);
        if (text == null) {
            return OptionalLong.empty();
        }
        int at = text.lastIndexOf('@');
        return at > 0
                        && text.substring(at + 1).equals(topicId)
                        && text.substring(0, at).matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text.substring(0, at)))
                : OptionalLong.empty();
    }

    /** The offset that counts. */
    public static long effectiveOffset(ConsumerRecord<byte[], byte[]> source, String topicId) {
        return firstOffset(source, topicId).orElse(source.offset());
    }

    public static void mark(Headers headers, long firstOffset, String topicId) {
        headers.remove(HEADER);
        headers.add(HEADER, (firstOffset + "@" + topicId).getBytes(StandardCharsets.UTF_8));
    }
}
