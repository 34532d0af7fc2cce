package dev.kith.sandbox.mac;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A message store of any size, made quickly: for measuring. */
public final class ManyMessages {

    private static final int PEOPLE = 400;
    private static final int GROUPS = 40;
    private static final int GROUP_SIZE = 5;

    private ManyMessages() {}

    /** Half of the messages are sent, a twentieth of them to groups; the last one is of {@code latest}. */
    public static void write(Path file, int messages, Instant latest) {
        MessagesDatabase store = MessagesDatabase.create(file, AppleSchema.CHAT_VENTURA);
        AppleDatabase database = store.database();
        // They maintain what nobody reads here, and cost most of the time.
        database.execute("DROP TRIGGER after_insert_on_chat_message_join");
        database.together(() -> {
            long[] handles = new long[PEOPLE];
            for (int i = 0; i < PEOPLE; i++) {
                String id = i % 10 == 0 ? "person" + i + "@example.com" : "+1416555" + (1000 + i);
                handles[i] = store.handle(id);
                store.single(id, handles[i]);
            }
            for (int i = 0; i < GROUPS; i++) {
                long[] members = new long[GROUP_SIZE];
                for (int j = 0; j < GROUP_SIZE; j++) {
                    members[j] = handles[(i * 7 + j * 31) % PEOPLE];
                }
                store.group("chat" + i, members);
            }
        });
        long first = AppleDates.nanoseconds(latest.minus(Duration.ofSeconds(20L * messages)));
        String numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + messages + ") ";
        database.execute(
                numbers + "INSERT INTO message (ROWID, guid, text, handle_id, service, date, is_from_me, is_sent)"
                        + " SELECT i, printf('%08X-0000-4000-8000-%012X', i, i * 7919), '" + MessagesDatabase.SECRET
                        + "', CASE WHEN i % 2 THEN 1 + i % " + PEOPLE + " ELSE 0 END, 'iMessage', " + first
                        + " + i * 20000000000, (i + 1) % 2, 1 FROM n");
        database.execute(numbers + "INSERT INTO chat_message_join (chat_id, message_id)"
                + " SELECT CASE WHEN i % 40 = 0 THEN " + (PEOPLE + 1) + " + i % " + GROUPS + " ELSE 1 + i % " + PEOPLE
                + " END, i FROM n");
        store.leave(AppleDatabase.Leave.AT_REST);
    }
}
