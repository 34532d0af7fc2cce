package dev.kith.sync.log.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.log.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What a record holds, as far as taking somebody out of it goes. Read as JSON: fields that a later version added stay. */
sealed interface LogContent permits LoggedContacts, LoggedInteractions, Unread {

    ObjectMapper JSON = new ObjectMapper();

    /** Everything by which somebody in it could be recognised. */
    Set<String> marks();

    /** Whether it holds something of somebody who was erased. */
    boolean touchedBy(Erased erased);

    /**
     * The value without those who were erased and without older states of others; empty when nothing is left.
     *
     * @param offset the one that counts
     */
    Optional<byte[]> rest(Erased erased, Later later, long offset);

    /** Notes what it holds, where it stays as it is. */
    void meet(Later later, long offset);

    /**
     * @param key of the record
     * @param region by which numbers without their country code are read
     */
    static LogContent read(String topic, byte[] key, byte[] value, String region) {
        return parse(topic, value)
                .flatMap(tree -> page(topic, tree, region))
                .orElseGet(() -> unread(key, value, region));
    }

    private static Optional<ObjectNode> parse(String topic, byte[] value) {
        if (value == null || topic.equals(Topics.DEAD_LETTERS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(value))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<LogContent> page(String topic, ObjectNode tree, String region) {
        JsonNode provider = tree.path("provider");
        JsonNode account = tree.path("accountId");
        if (!provider.isTextual() || !account.isTextual()) {
            return Optional.empty();
        }
        return Optional.of(
                topic.equals(Topics.INTERACTIONS)
                        ? LoggedInteractions.of(tree, region)
                        : LoggedContacts.of(tree, new AccountKey(provider.textValue(), account.textValue()), region));
    }

    private static Unread unread(byte[] key, byte[] value, String region) {
        String named = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        int slash = named.indexOf('/');
        AccountKey account = slash > 0 ? new AccountKey(named.substring(0, slash), named.substring(slash + 1)) : null;
        byte[] bytes = value == null ? new byte[0] : value;
        return new Unread(value, Mentions.in(new String(bytes, StandardCharsets.UTF_8), account, region));
    }

    static byte[] write(ObjectNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new IllegalStateException("what was read as JSON cannot be written", e);
        }
    }
}
