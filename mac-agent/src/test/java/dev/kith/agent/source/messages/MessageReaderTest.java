package dev.kith.agent.source.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.agent.source.LeftOut;
import dev.kith.agent.sqlite.FileAccess;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionType;
import dev.kith.sandbox.mac.AppleDatabase.Leave;
import dev.kith.sandbox.mac.AppleSchema;
import dev.kith.sandbox.mac.MacHome;
import dev.kith.sandbox.mac.MessagesDatabase;
import dev.kith.sandbox.mac.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageReaderTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant AT = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final Map<String, LeftOut> leftOut = new TreeMap<>();
    private final Map<String, List<Interaction>> read = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(
            value = AppleSchema.class,
            names = {"CHAT_EL_CAPITAN", "CHAT_HIGH_SIERRA", "CHAT_VENTURA", "CHAT_MACOS_27"})
    void readsMessagesOfEveryMacos(AppleSchema schema) {
        try (MessagesDatabase written = create(schema)) {
            long ann = written.handle("+14165550123");
            long chat = written.single("+14165550123", ann);
            written.received("in", AT, ann, chat);
            written.sent("out", AT.plusSeconds(5), chat);
            readAll();
        }

        assertThat(read.get("in")).singleElement().satisfies(message -> {
            assertThat(message.externalId()).isEqualTo("message:in:in:d5fbfc3c185d");
            assertThat(message.type()).isEqualTo(InteractionType.TEXT_INBOUND);
            assertThat(message.occurredAt()).isEqualTo(AT);
            assertThat(message.counterpart().e164()).isEqualTo("+14165550123");
            assertThat(message.service()).isEqualTo("iMessage");
            assertThat(message.group()).isFalse();
        });
        assertThat(read.get("out")).singleElement().satisfies(message -> {
            assertThat(message.externalId()).isEqualTo("message:out:out:d5fbfc3c185d");
            assertThat(message.type()).isEqualTo(InteractionType.TEXT_OUTBOUND);
        });
    }

    @Test
    void creditsGroupMessagesToTheirSenderOrToAllWhoReceivedThem() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            long ann = written.handle("+14165550123");
            long annBySms = written.handle("+14165550123", "SMS", "ca");
            long bob = written.handle("bob@example.com");
            long chat = written.group("chat1", ann, annBySms, bob);
            written.received("in", AT, bob, chat);
            written.sent("out", AT, chat);
            readAll();
        }

        assertThat(read.get("in")).singleElement().satisfies(message -> {
            assertThat(message.counterpart().email()).isEqualTo("bob@example.com");
            assertThat(message.group()).isTrue();
            assertThat(message.participants()).isEqualTo(2);
        });
        assertThat(read.get("out"))
                .extracting(message -> message.counterpart().normalized())
                .containsExactlyInAnyOrder("+14165550123", "bob@example.com");
        assertThat(read.get("out")).extracting(Interaction::externalId).doesNotHaveDuplicates();
    }

    @Test
    void findsTheCounterpartWhereverItStands() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            long ann = written.handle("+14165550123");
            written.sent("no participants", AT, written.chat("any;-;x", 45, "+14165550123"));
            written.sent("no style", AT, written.chat("any;-;y", null, "+14165550123", ann));
            written.message("no chat", AT, Row.of("handle_id", ann).and("is_from_me", 1), null);
            written.message("dangling handle", AT, Row.of("handle_id", 99), written.single("+14165550123", ann));
            long twice = written.received("two chats", AT, ann, written.group("empty"));
            written.join(written.single("again", ann), twice);
            readAll();
        }

        assertThat(read)
                .hasSize(5)
                .allSatisfy((guid, messages) -> assertThat(messages)
                        .as(guid)
                        .singleElement()
                        .satisfies(message ->
                                assertThat(message.counterpart().e164()).isEqualTo("+14165550123")));
    }

    @Test
    void leavesOutWhatIsNoMessageAndSaysWhy() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_MACOS_27)) {
            long ann = written.handle("+14165550123");
            long chat = written.single("+14165550123", ann);
            special(written, chat, "love", Row.of("associated_message_type", 2000));
            special(written, chat, "unlove", Row.of("associated_message_type", 3006));
            special(written, chat, "vote", Row.of("associated_message_type", 4000));
            special(written, chat, "renamed", Row.of("item_type", 2));
            special(written, chat, "joined", Row.of("item_type", 1));
            special(written, chat, "system", Row.of("is_system_message", 1));
            special(
                    written,
                    chat,
                    "later",
                    Row.of("is_from_me", 1).and("schedule_type", 2).and("is_sent", 0));
            special(
                    written,
                    chat,
                    "failed",
                    Row.of("is_from_me", 1).and("error", 22).and("is_sent", 0));
            special(written, chat, "spam", Row.of("is_spam", 1));
            special(written, chat, "unsaid love", Row.of("associated_message_type", 2000));
            written.database().execute("UPDATE message SET is_from_me = NULL WHERE guid = 'unsaid love'");
            special(written, null, "far handle", Row.of("handle_id", 1L << 60));
            special(written, chat, "junk", Row.of("filter_action", 2));
            special(written, chat, "link", Row.of("associated_message_type", 2));
            special(
                    written,
                    chat,
                    "resent",
                    Row.of("is_from_me", 1).and("error", 22).and("is_sent", 1));
            special(written, null, "nobody", Row.of("is_from_me", 1));
            written.message("in future", NOW.plus(Duration.ofDays(3)), Row.of("handle_id", ann), chat);
            written.message("old", AT.minus(Duration.ofDays(400)), Row.of("handle_id", ann), chat);
            written.message("dateless", Instant.parse("2001-01-01T00:00:00Z"), Row.of("handle_id", ann), chat);
            long deleted = written.message("deleted", AT, Row.of("handle_id", ann), null);
            written.database()
                    .insert(
                            "chat_recoverable_message_join",
                            Row.of("chat_id", chat).and("message_id", deleted).and("delete_date", 1));
            long junkChat = written.chat("any;-;z", 45, "+14165550199", ann);
            written.database().execute("UPDATE chat SET is_filtered = 2 WHERE ROWID = " + junkChat);
            written.received("in junk", AT, ann, junkChat);
            readAll();
        }

        assertThat(leftOut)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("love", LeftOut.REACTION),
                        Map.entry("unlove", LeftOut.REACTION),
                        Map.entry("vote", LeftOut.REACTION),
                        Map.entry("unsaid love", LeftOut.REACTION),
                        Map.entry("far handle", LeftOut.NO_COUNTERPART),
                        Map.entry("renamed", LeftOut.SYSTEM),
                        Map.entry("joined", LeftOut.SYSTEM),
                        Map.entry("system", LeftOut.SYSTEM),
                        Map.entry("later", LeftOut.SCHEDULED),
                        Map.entry("in future", LeftOut.SCHEDULED),
                        Map.entry("failed", LeftOut.FAILED),
                        Map.entry("spam", LeftOut.SPAM),
                        Map.entry("junk", LeftOut.SPAM),
                        Map.entry("in junk", LeftOut.SPAM),
                        Map.entry("deleted", LeftOut.DELETED),
                        Map.entry("nobody", LeftOut.NO_COUNTERPART),
                        Map.entry("old", LeftOut.OLDER),
                        Map.entry("dateless", LeftOut.NO_DATE)));
        assertThat(read.keySet()).containsExactlyInAnyOrder("link", "resent");
    }

    @Test
    void countsManyRecentlyDeletedMessagesInLittleMemory() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            long ann = written.handle("+14165550123");
            long chat = written.single("+14165550123", ann);
            written.received("kept", AT, ann, chat);
            long gone = written.received("gone", AT, ann, chat);
            written.database().execute("PRAGMA foreign_keys = OFF");
            written.database()
                    .execute("WITH RECURSIVE n (i) AS (SELECT " + gone + " UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
                            + " INSERT INTO chat_recoverable_message_join (chat_id, message_id, delete_date)"
                            + " SELECT " + chat + ", i, 1 FROM n");
            readAll();
        }

        assertThat(read).containsOnlyKeys("kept");
        assertThat(leftOut).containsOnly(Map.entry("gone", LeftOut.DELETED));
    }

    @Test
    void readsEveryRowOfManyBlocksOnce() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            long ann = written.handle("+14165550123");
            long chat = written.single("+14165550123", ann);
            long again = written.single("again", ann);
            written.database().together(() -> {
                for (int i = 1; i <= 2_500; i++) {
                    long message = written.received("m" + i, AT, ann, i % 7 == 0 ? null : chat);
                    if (i % 3 == 0) {
                        written.join(again, message);
                    }
                }
            });
            readAll();
        }

        assertThat(read).hasSize(2_500);
        assertThat(read.values()).allSatisfy(messages -> assertThat(messages).hasSize(1));
    }

    @Test
    void readsOddValuesAsTheyAre() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            long ann = written.handle("+14165550123");
            Row received = Row.of("handle_id", ann).and("is_from_me", 0);
            written.message("p:0/a b", AT, received, null);
            written.message("pigeon", AT, received, null);
            written.message("nothing", AT, received, null);
            written.database().execute("UPDATE message SET service = 'Carrier Pigeon' WHERE guid = 'pigeon'");
            written.database().execute("UPDATE message SET service = NULL, date = date + 0.5 WHERE guid = 'nothing'");
            written.message("after", AT, received, null);
            readAll();
        }

        assertThat(read).containsOnlyKeys("p:0/a b", "pigeon", "nothing", "after");
        assertThat(read.get("pigeon").get(0).service()).isEqualTo("Carrier Pigeon");
        assertThat(read.get("nothing").get(0).service()).isNull();
        assertThat(read.get("nothing").get(0).occurredAt()).isEqualTo(AT);
    }

    @Test
    void leavesOutAloneWhatHasNoPlainGuid() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            long ann = written.handle("+14165550123");
            long chat = written.single("+14165550123", ann);
            long again = written.single("again", ann);
            written.database().together(() -> {
                for (int i = 1; i <= 30; i++) {
                    written.join(again, written.received("m" + i, AT, ann, chat));
                }
            });
            written.database().execute("UPDATE message SET guid = 'cut' || char(30) || 'off' WHERE guid = 'm3'");
            written.database().execute("UPDATE message SET guid = '\uD83D\uDE00' WHERE guid = 'm17'");
            written.database().execute("UPDATE message SET guid = 'm20' || char(10) || 'm21' WHERE guid = 'm18'");
            readAll();
        }

        assertThat(read).hasSize(27).containsKeys("m1", "m2", "m4", "m16", "m19", "m20", "m21", "m30");
        assertThat(leftOut).containsOnly(Map.entry("null", LeftOut.UNREADABLE));
    }

    @Test
    void readsOldDatesInSecondsBesideNewOnesInNanoseconds() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            long ann = written.handle("+14165550123");
            written.database()
                    .insert(
                            "message",
                            Row.of("guid", "seconds").and("handle_id", ann).and("date", 799_286_400L));
            readAll();
        }

        assertThat(read.get("seconds").get(0).occurredAt()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
    }

    @Test
    void readsNationalNumbersByTheCountryOfTheHandle() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            written.received("in", AT, written.handle("030 901820", "SMS", "de"), null);
            written.received("brand", AT, written.handle("amazon", "SMS", "us"), null);
            readAll();
        }

        assertThat(read.get("in").get(0).counterpart().e164()).isEqualTo("+4930901820");
        assertThat(read.get("brand").get(0).counterpart().kind()).isEqualTo(Counterpart.Kind.BUSINESS);
    }

    @Test
    void refusesAStoreItDoesNotUnderstand() {
        try (MessagesDatabase written = create(AppleSchema.CHAT_VENTURA)) {
            written.database().execute("ALTER TABLE message RENAME COLUMN is_from_me TO from_me");
            assertThatThrownBy(this::readAll)
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.problem()).isEqualTo(StoreException.Problem.UNKNOWN_SCHEMA));
        }
    }

    @Test
    void asksForNoTextWhateverTheSchema() {
        for (AppleSchema schema : List.of(AppleSchema.CHAT_EL_CAPITAN, AppleSchema.CHAT_MACOS_27)) {
            try (MessagesDatabase written = MessagesDatabase.create(folder.resolve(schema + ".db"), schema)) {
                written.leave(Leave.WAL_AND_SHM);
                try (OpenStore store = opener().open(folder.resolve(schema + ".db"))) {
                    assertThat(new MessageSql(store.schema()).select("1"))
                            .doesNotContainIgnoringCase("text")
                            .doesNotContainIgnoringCase("body")
                            .doesNotContainIgnoringCase("subject")
                            .doesNotContainIgnoringCase("payload")
                            .doesNotContain("SELECT *", "m.*");
                }
            }
        }
    }

    private static void special(MessagesDatabase written, Long chat, String guid, Row row) {
        written.message(guid, AT, row, chat);
    }

    private MessagesDatabase create(AppleSchema schema) {
        return new MacHome(folder).messages(schema);
    }

    private StoreOpener opener() {
        return new StoreOpener(FileAccess.REAL, folder, Clock.systemUTC());
    }

    private void readAll() {
        try (OpenStore store = opener().open(new MacHome(folder).messagesFile())) {
            MessageWindow window =
                    new MessageWindow(NOW.minus(Duration.ofDays(365)), NOW, NOW.plus(Duration.ofMinutes(1)));
            new MessageReader(store, window, "US").after(0, new MessageVisitor() {
                @Override
                public boolean known(long rowId, String guid, long fingerprint) {
                    return false;
                }

                @Override
                public boolean message(
                        long rowId, String guid, long fingerprint, LeftOut reason, List<Interaction> interactions) {
                    if (reason == null) {
                        read.put(guid, new ArrayList<>(interactions));
                    } else {
                        leftOut.put(String.valueOf(guid), reason);
                    }
                    return true;
                }
            });
        }
    }
}
