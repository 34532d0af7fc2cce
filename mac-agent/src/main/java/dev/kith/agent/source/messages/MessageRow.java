package dev.kith.agent.source.messages;

/** A message's row with one conversation that it is in, as a line of a block; reused for each line. */
final class MessageRow {

    /** Ends a line: no guid that counts holds it. */
    static final char END = '\u001e';

    /** Stands before a service that is not a usual one. */
    static final char SERVICE = '\u001f';

    private String block;
    /** The same: the first compiler, which is all that short runs see, makes little of a string's characters. */
    private char[] characters;

    private int at;
    private long rowId;
    private long date;
    private long handle;
    private long chat;
    private int flags;
    private String guid;
    private String service;

    /** @param lines as {@link #sql} writes them, each ended */
    void block(String lines) {
        block = lines;
        characters = lines.toCharArray();
        at = 0;
    }

    /**
     * An expression for one line. Each value fetched costs a call out of Java, and each row another one: so many lines travel
     * in one value.
     */
    static String sql(
            String rowId, String date, String flags, String handle, String chat, String guid, String service) {
        return "printf('%d %d %d %d %d %s%s%s', " + rowId + ", " + date + ", " + flags + ", " + handle + ", " + chat
                + ", CASE WHEN instr(" + guid + ", char(" + (int) END + ")) THEN '' ELSE " + guid + " END, CASE WHEN "
                + RowFlags.otherService(flags) + " THEN char(" + (int) SERVICE + ") || replace("
                + service + ", char(" + (int) END + "), '') ELSE '' END, char("
                + (int) END + "))";
    }

    /** Goes on to the next line; {@code false} at the end. */
    boolean next() {
        if (at == characters.length) {
            return false;
        }
        rowId = number();
        date = number();
        flags = (int) number();
        handle = number();
        chat = number();
        int end = block.indexOf(END, at);
        int mark = new RowFlags(flags).usualService() == null ? block.indexOf(SERVICE, at) : -1;
        boolean named = mark >= 0 && mark < end;
        guid = at == (named ? mark : end) ? null : block.substring(at, named ? mark : end);
        service = named ? block.substring(mark + 1, end) : null;
        at = end + 1;
        return true;
    }

    private long number() {
        boolean negative = characters[at] == '-';
        long value = 0;
        int i = negative ? at + 1 : at;
        for (char digit = characters[i]; digit != ' '; digit = characters[++i]) {
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
        long mixed = 31 * (31 * (31 * date + handle) + chat) + flags;
        mixed = 31 * mixed + (guid == null ? 0 : guid.hashCode());
        return 31 * mixed + (service == null ? 0 : service.hashCode());
    }

    long date() {
        return date;
    }

    RowFlags flags() {
        return new RowFlags(flags);
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
