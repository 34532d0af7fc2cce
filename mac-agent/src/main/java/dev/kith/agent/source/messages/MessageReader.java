package dev.kith.agent.source.messages;

import dev.kith.agent.source.Bounds;
import dev.kith.agent.source.Handle;
import dev.kith.agent.source.LeftOut;
import dev.kith.agent.source.messages.Conversations.Chat;
import dev.kith.agent.sqlite.AppleTime;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.Schema;
import dev.kith.agent.sqlite.SqliteFailures;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionId;
import dev.kith.model.InteractionType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Reads when the user wrote with whom. In the order of their rows. */
public final class MessageReader {

    private final Connection connection;
    private final MessageSql sql;
    private final MessageWindow window;
    private final Conversations conversations;
    private final long[] deleted;
    private final MessageRow row = new MessageRow();

    /** Fails with {@link dev.kith.agent.sqlite.StoreException} where the store is not one of messages. */
    public MessageReader(OpenStore store, MessageWindow window, String region) {
        Schema schema = store.schema();
        this.connection = store.connection();
        this.sql = new MessageSql(schema);
        this.window = window;
        try {
            this.conversations = Conversations.of(connection, schema, region);
            this.deleted = deleted(schema);
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    /** In order. As numbers alone: there may be as many as messages. */
    private long[] deleted(Schema schema) throws SQLException {
        LongStream.Builder rows = LongStream.builder();
        if (schema.has("chat_recoverable_message_join", "message_id")) {
            try (Statement statement = connection.createStatement();
                    ResultSet ids = statement.executeQuery("SELECT message_id FROM chat_recoverable_message_join")) {
                while (ids.next()) {
                    rows.add(ids.getLong(1));
                }
            }
        }
        return rows.build().sorted().toArray();
    }

    private boolean deleted(long rowId) {
        return Arrays.binarySearch(deleted, rowId) >= 0;
    }

    /** Older messages are left out. */
    public Instant since() {
        return window.since();
    }

    /** Messages with a greater row id. */
    public void after(long rowId, MessageVisitor visitor) {
        visit(sql.select("true"), rowId, visitor);
    }

    /** Those of the messages that are still there. */
    public void these(Collection<Long> rowIds, MessageVisitor visitor) {
        String list = rowIds.stream().map(String::valueOf).collect(Collectors.joining(", "));
        visit(sql.select("m.ROWID IN (" + list + ")"), 0, visitor);
    }

    private void visit(String select, long after, MessageVisitor visitor) {
        try (MessageBlockReader blocks = new MessageBlockReader(connection, select, after)) {
            MessageBlock block = blocks.next();
            while (block.lines() != null && visit(block, visitor)) {
                block = blocks.next();
            }
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    /** Tells whether to go on. */
    private boolean visit(MessageBlock block, MessageVisitor visitor) {
        row.block(block);
        boolean more = row.next();
        while (more) {
            long rowId = row.rowId();
            String guid = row.guid();
            long fingerprint = row.fingerprint();
            boolean known = !deleted(rowId) && visitor.known(rowId, guid, fingerprint);
            List<Interaction> interactions = new ArrayList<>(1);
            LeftOut leftOut = known ? null : read(interactions);
            // A message in several conversations has a row for each: the first one that names somebody counts.
            while ((more = row.next()) && row.rowId() == rowId) {
                if (leftOut == LeftOut.NO_COUNTERPART) {
                    fingerprint = row.fingerprint();
                    leftOut = read(interactions);
                }
            }
            long taken = interactions.isEmpty() ? 0 : fingerprint;
            if (!known && !visitor.message(rowId, guid, taken, leftOut, interactions)) {
                return false;
            }
        }
        return true;
    }

    private LeftOut read(List<Interaction> interactions) {
        RowFlags flags = row.flags();
        if (flags.leftOut() != null) {
            return flags.leftOut();
        }
        Chat chat = conversations.chat(row.chat());
        if (chat != null && chat.junk()) {
            return LeftOut.SPAM;
        }
        if (deleted(row.rowId())) {
            return LeftOut.DELETED;
        }
        Instant date = AppleTime.ofMessage(row.date());
        if (date == null) {
            return LeftOut.NO_DATE;
        }
        if (date.isBefore(window.since())) {
            return LeftOut.OLDER;
        }
        if (date.isAfter(window.latest())) {
            return LeftOut.SCHEDULED;
        }
        String guid = row.guid();
        if (!Bounds.isId(guid)) {
            return LeftOut.UNREADABLE;
        }
        boolean outgoing = flags.fromMe();
        String service = flags.usualService() == null ? row.otherService() : flags.usualService();
        for (Handle other : others(outgoing, conversations.handle(row.handle()), chat)) {
            interactions.add(interaction(guid, date, outgoing, service, other, chat));
        }
        return interactions.isEmpty() ? LeftOut.NO_COUNTERPART : null;
    }

    /** Who a message was exchanged with: its sender, or everybody it went to. */
    private static List<Handle> others(boolean outgoing, Handle handle, Chat chat) {
        if (chat != null && chat.group()) {
            if (outgoing) {
                return chat.others();
            }
            return handle == null ? List.of() : List.of(handle);
        }
        Handle single = chat == null ? null : chat.single();
        // An older store names the receiver of a sent message where newer ones name nobody.
        Handle other = outgoing ? firstOf(single, handle) : firstOf(handle, single);
        return other == null ? List.of() : List.of(other);
    }

    private static Handle firstOf(Handle one, Handle other) {
        return one != null ? one : other;
    }

    private static Interaction interaction(
            String guid, Instant date, boolean outgoing, String service, Handle other, Chat chat) {
        boolean group = chat != null && chat.group();
        return new Interaction(
                InteractionId.message(guid, outgoing, other.hash()),
                outgoing ? InteractionType.TEXT_OUTBOUND : InteractionType.TEXT_INBOUND,
                date,
                null,
                other.counterpart(),
                Bounds.service(service),
                null,
                group,
                group ? chat.others().size() : null,
                false,
                null);
    }

    /** Whether a message may still be changed by Messages itself: those after it are left for the next run. */
    public boolean settled(List<Interaction> interactions) {
        return interactions.isEmpty() || !interactions.get(0).occurredAt().isAfter(window.settled());
    }
}
