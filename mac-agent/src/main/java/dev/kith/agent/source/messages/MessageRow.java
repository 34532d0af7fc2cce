package dev.kith.agent.source.messages;

import java.nio.charset.StandardCharsets;

/** A message's row with one conversation that it is in: a line of a block, reused for each line. */
final class MessageRow {

    /** Ends lines and services. */
    static final char END = '\n';

    private MessageBlock block;
    private int at;
    private int serviceAt;
    private long rowId;
    private long date;
    private long handle;
    private long chat;
    private RowFlags flags;
    private String guid;
    private String service;

    void block(MessageBlock messages) {
        block = messages;
        at = 0;
        serviceAt = 0;
    }

    /** Goes on to the next line; {@code false} at the end. */
    boolean next() {
        byte[] lines = block.lines();
        if (at >= lines.length) {
            return false;
        }
        rowId = number(lines);
        date = number(lines);
        long packed = number(lines);
        flags = RowFlags.of(packed);
        handle = RowFlags.handle(packed);
        chat = number(lines);
        service = flags.usualService() == null ? service() : null;
        int end = at;
        while (end < lines.length && lines[end] != END) {
            end++;
        }
        guid = end == at ? null : new String(lines, at, end - at, StandardCharsets.ISO_8859_1);
        at = end + 1;
        return true;
    }

    private String service() {
        int end = block.services().indexOf(END, serviceAt);
        String name = block.services().substring(serviceAt, end);
        serviceAt = end + 1;
        return name.isEmpty() ? null : name;
    }

    private long number(byte[] digits) {
        boolean negative = digits[at] == '-';
        long value = 0;
        int i = negative ? at + 1 : at;
        for (byte digit = digits[i]; digit != ' '; digit = digits[++i]) {
            value = 10 * value + digit - '0';
        }
        at = i + 1;
        return negative ? -value : value;
    }

    long rowId() {
        return rowId;
    }

    /** Differs when anything in the line does, but for its row id. */
    long fingerprint() {
        long mixed = 31 * (31 * (31 * date + handle) + chat) + flags.value();
        mixed = 31 * mixed + (guid == null ? 0 : guid.hashCode());
        return 31 * mixed + (service == null ? 0 : service.hashCode());
    }

    long date() {
        return date;
    }

    RowFlags flags() {
        return flags;
    }

    long handle() {
        return handle;
    }

    long chat() {
        return chat;
    }

    /** {@code null} where there is none that may be one. */
    String guid() {
        return guid;
    }

    /** {@code null} where it is a usual one, or none. */
    String otherService() {
        return service;
    }
}
