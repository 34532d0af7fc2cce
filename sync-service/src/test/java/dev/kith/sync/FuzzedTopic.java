package dev.kith.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.testing.Servers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic on which somebody writes batches with something wrong in them.
 *
 * @param provider whose batches stand there
 * @param type of a batch as it should be
 * @param batch one of an account, as it should be
 * @param value a string that stands in it, quotes included
 * @param list the name of its list of contacts or interactions
 */
record FuzzedTopic(
        String topic, String provider, String type, Function<String, byte[]> batch, String value, String list) {

    private static final String[] ODD = {
        "null",
        "-1",
        "1e999",
        "1e99999999999",
        "99999999999999999999",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "[]",
        "{}",
        "true",
        "[[[[[[[[1]]]]]]]]",
        "\"" + "x".repeat(5_000) + "\"",
        "0.5"
    };

    /** One record of each account, as the log took them. */
    List<ConsumerRecord<byte[], byte[]>> send(List<String> accounts, Random random) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<Future<RecordMetadata>> sends = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers(), "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String account : accounts) {
                byte[] value = mutated(batch.apply(account), random);
                ProducerRecord<byte[], byte[]> record =
                        MacBatches.record(topic, provider + "/" + account, written(random), value);
                records.add(record);
                sends.add(producer.send(record));
            }
            producer.flush();
        }
        List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            ProducerRecord<byte[], byte[]> record = records.get(i);
            RecordMetadata at = sends.get(i).get();
            ConsumerRecord<byte[], byte[]> read =
                    new ConsumerRecord<>(at.topic(), at.partition(), at.offset(), record.key(), record.value());
            record.headers().forEach(header -> read.headers().add(header));
            sent.add(read);
        }
        return sent;
    }

    private String written(Random random) {
        return random.nextInt(50) == 0 ? type.replace(".v1", ".v9") : type;
    }

    private byte[] mutated(byte[] original, Random random) {
        byte[] copy = original.clone();
        switch (random.nextInt(6)) {
            case 0 -> copy = Arrays.copyOf(copy, random.nextInt(copy.length));
            case 1 -> copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
            case 2 -> copy = replaced(copy, value, odd(random));
            case 3 -> copy = replaced(copy, "\"page\":1", "\"page\":" + odd(random));
            case 4 ->
                copy = replaced(
                        copy,
                        "\"" + list + "\":[",
                        "\"unknown\":" + odd(random) + ",\"" + list + "\":[" + odd(random) + ",");
            default -> {
                for (int i = 0; i < 5; i++) {
                    copy[random.nextInt(copy.length)] = (byte) "{}[]\",:0\\".charAt(random.nextInt(9));
                }
            }
        }
        return copy;
    }

    private static String odd(Random random) {
        return ODD[random.nextInt(ODD.length)];
    }

    private static byte[] replaced(byte[] value, String from, String to) {
        return new String(value, UTF_8).replace(from, to).getBytes(UTF_8);
    }
}
