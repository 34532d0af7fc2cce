package dev.kith.agent.source.messages;

import dev.kith.agent.source.LeftOut;
import dev.kith.agent.sqlite.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The query for messages, made of the columns that a store has. It asks for no text: what people wrote stays where it is.
 */
final class MessageSql {

    static final int BLOCK = 1_000;

    private final Schema schema;

    MessageSql(Schema schema) {
        this.schema = schema;
        schema.require("message", "ROWID", "guid", "date", "is_from_me", "handle_id");
        schema.require("handle", "ROWID", "id");
    }

    /**
     * A {@link MessageBlock} of messages after a row id that is to be set, as many as is to be set. The block is cut before
     * conversations are joined, so that no message is. A line is a message in one of its conversations: row id, date, flags
     * and handle in one number, conversation, guid.
     */
    String select(String where) {
        boolean joined = schema.has("chat_message_join", "message_id");
        String service = schema.optional("m", "message", "service");
        String flags = RowFlags.sql("m.is_from_me", service, leftOut(), "m.handle_id");
        String end = "char(" + (int) MessageRow.END + ")";
        return "SELECT group_concat(printf('%d %d %d %d %s', b.id, b.date, b.flags, " + (joined ? "j.chat_id" : "0")
                + ", b.guid), " + end + "), group_concat(CASE WHEN " + RowFlags.otherService("b.flags")
                + " THEN replace(coalesce(b.service, ''), " + end + ", '') || " + end + " END, ''), count(*), max(b.id)"
                + " FROM (SELECT m.ROWID AS id, m.guid, m.date, " + flags + " AS flags, " + service
                + " AS service FROM message m WHERE m.ROWID > ? AND " + where + " ORDER BY m.ROWID LIMIT ?) b"
                + (joined ? " LEFT JOIN chat_message_join j ON j.message_id = b.id" : "");
    }

    private String leftOut() {
        Map<LeftOut, String> conditions = new LinkedHashMap<>();
        either(conditions, LeftOut.SYSTEM, isNot("item_type", 0));
        either(conditions, LeftOut.SYSTEM, isOne("is_system_message"));
        either(conditions, LeftOut.SYSTEM, isOne("is_service_message"));
        either(conditions, LeftOut.SYSTEM, isOne("is_empty"));
        either(
                conditions,
                LeftOut.REACTION,
                has("associated_message_type") ? "m.associated_message_type BETWEEN 2000 AND 4999" : null);
        either(
                conditions,
                LeftOut.SCHEDULED,
                has("schedule_type") && has("is_sent")
                        ? "m.schedule_type <> 0 AND m.is_from_me = 1 AND coalesce(m.is_sent, 0) = 0"
                        : null);
        either(
                conditions,
                LeftOut.FAILED,
                has("error") && has("is_sent")
                        ? "m.error <> 0 AND m.is_from_me = 1 AND coalesce(m.is_sent, 0) = 0"
                        : null);
        either(conditions, LeftOut.SPAM, isOne("is_spam"));
        either(conditions, LeftOut.SPAM, has("filter_action") ? "m.filter_action = 2" : null);
        StringBuilder sql = new StringBuilder("CASE");
        conditions.forEach((reason, condition) ->
                sql.append(" WHEN ").append(condition).append(" THEN ").append(reason.ordinal() + 1));
        return conditions.isEmpty() ? "0" : sql.append(" ELSE 0 END").toString();
    }

    private static void either(Map<LeftOut, String> conditions, LeftOut reason, String condition) {
        if (condition != null) {
            conditions.merge(reason, condition, (one, other) -> one + " OR " + other);
        }
    }

    private boolean has(String column) {
        return schema.has("message", column);
    }

    private String isNot(String column, int value) {
        return has(column) ? "m." + column + " <> " + value : null;
    }

    private String isOne(String column) {
        return has(column) ? "m." + column + " = 1" : null;
    }
}
