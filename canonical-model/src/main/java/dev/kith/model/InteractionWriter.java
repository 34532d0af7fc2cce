package dev.kith.model;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes batches of interactions as Jackson would, many times faster: a Mac's first run writes a million of these. Whoever
 * writes many batches keeps one, which remembers everybody in them, and uses it from one thread at a time.
 */
public final class InteractionWriter {

    private static final byte[] FIRST = ascii(",\"interactions\":[");
    private static final byte[] NEXT = ascii(",");
    private static final byte[] LAST = ascii("]}");
    private static final byte[] EXTERNAL_ID = ascii("{\"externalId\":");
    private static final byte[] TYPE = ascii(",\"type\":");
    private static final byte[] OCCURRED_AT = ascii(",\"occurredAt\":\"");
    private static final byte[] DURATION = ascii(",\"durationSeconds\":");
    private static final byte[] HANDLE = ascii(",\"counterpart\":{\"handle\":");
    private static final byte[] KIND = ascii(",\"kind\":");
    private static final byte[] E164 = ascii(",\"e164\":");
    private static final byte[] EMAIL = ascii(",\"email\":");
    private static final byte[] SERVICE = ascii(",\"service\":");
    private static final byte[] MEDIUM = ascii(",\"medium\":");
    private static final byte[] GROUP = ascii(",\"group\":true");
    private static final byte[] PARTICIPANTS = ascii(",\"participants\":");
    private static final byte[] ANSWERED_ELSEWHERE = ascii(",\"answeredElsewhere\":true");
    private static final byte[] CONTENT = ascii(",\"content\":");

    private static final Map<InteractionType, byte[]> TYPES = new EnumMap<>(InteractionType.class);
    private static final Map<Counterpart.Kind, byte[]> KINDS = new EnumMap<>(Counterpart.Kind.class);

    static {
        for (InteractionType type : InteractionType.values()) {
            TYPES.put(type, ascii('"' + type.name() + '"'));
        }
        for (Counterpart.Kind kind : Counterpart.Kind.values()) {
            KINDS.put(kind, ascii('"' + spelled(kind) + '"'));
        }
    }

    private static final int FIRST_SIZE = 1 << 17;
    private static final int REMEMBERED = 5_000;
    private static final int BYTE = 0xff;
    /** Bytes that do not stand for themselves in JSON, all that are not ASCII, and what stands for characters beyond Latin-1. */
    private static final boolean[] SPECIAL = special();

    private static final int HUNDRED = 100;
    private static final byte[] PAIRS = pairs();
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NANOSECONDS_OF_MILLISECOND = 1_000_000;
    private static final int LAST_YEAR_OF_FOUR_DIGITS = 9999;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int length;
    private LocalDate day = LocalDate.EPOCH;
    private long dayNumber;
    /** By identity, since those who send share one for all that they exchanged with somebody. */
    private final Map<Counterpart, byte[]> counterparts = new IdentityHashMap<>();

    /** A batch as {@link InteractionCodec} reads it. */
    public byte[] write(InteractionBatch batch) {
        byte[] envelope = BatchCodec.bytes(batch.withInteractions(List.of()));
        if (batch.interactions().isEmpty()) {
            return envelope;
        }
        length = 0;
        raw(envelope, envelope.length - 1);
        byte[] before = FIRST;
        for (Interaction interaction : batch.interactions()) {
            fragment(before);
            write(interaction);
            before = NEXT;
        }
        fragment(LAST);
        return Arrays.copyOf(buffer, length);
    }

    private void write(Interaction interaction) {
        text(EXTERNAL_ID, interaction.externalId());
        fragment(TYPE);
        fragment(TYPES.get(interaction.type()));
        fragment(OCCURRED_AT);
        time(interaction.occurredAt());
        number(DURATION, interaction.durationSeconds());
        counterpart(interaction.counterpart());
        text(SERVICE, interaction.service());
        text(MEDIUM, interaction.medium() == null ? null : spelled(interaction.medium()));
        flag(GROUP, interaction.group());
        number(PARTICIPANTS, interaction.participants());
        flag(ANSWERED_ELSEWHERE, interaction.answeredElsewhere());
        text(CONTENT, interaction.content());
        room(1);
        buffer[length++] = '}';
    }

    private void counterpart(Counterpart counterpart) {
        byte[] written = counterparts.get(counterpart);
        if (written != null) {
            fragment(written);
            return;
        }
        int from = length;
        text(HANDLE, counterpart.handle());
        fragment(KIND);
        fragment(KINDS.get(counterpart.kind()));
        text(E164, counterpart.e164());
        text(EMAIL, counterpart.email());
        room(1);
        buffer[length++] = '}';
        if (counterparts.size() == REMEMBERED) {
            counterparts.clear();
        }
        counterparts.put(counterpart, Arrays.copyOfRange(buffer, from, length));
    }

    private void fragment(byte[] fragment) {
        raw(fragment, fragment.length);
    }

    private void raw(byte[] json, int count) {
        room(count);
        System.arraycopy(json, 0, buffer, length, count);
        length += count;
    }

    private void flag(byte[] fragment, boolean value) {
        if (value) {
            fragment(fragment);
        }
    }

    private void number(byte[] name, Integer value) {
        if (value != null) {
            fragment(name);
            fragment(ascii(value.toString()));
        }
    }

    private void text(byte[] name, String value) {
        if (value == null) {
            return;
        }
        fragment(name);
        // The quickest in the first compiler, which is all that the agent's short runs see.
        byte[] encoded = value.getBytes(StandardCharsets.ISO_8859_1);
        for (byte one : encoded) {
            if (SPECIAL[one & BYTE]) {
                escaped(value);
                return;
            }
        }
        room(encoded.length + 2);
        buffer[length] = '"';
        System.arraycopy(encoded, 0, buffer, length + 1, encoded.length);
        buffer[length + 1 + encoded.length] = '"';
        length += encoded.length + 2;
    }

    private void escaped(String value) {
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(value);
        room(quoted.length + 2);
        buffer[length++] = '"';
        fragment(quoted);
        buffer[length++] = '"';
    }

    /** As {@link Instant#toString}, which is slow. */
    private void time(Instant time) {
        LocalDate date = day(Math.floorDiv(time.getEpochSecond(), (long) SECONDS_OF_DAY));
        boolean rare = time.getNano() % NANOSECONDS_OF_MILLISECOND != 0
                || date.getYear() < 0
                || date.getYear() > LAST_YEAR_OF_FOUR_DIGITS;
        if (rare) {
            fragment(ascii(time + "\""));
            return;
        }
        int second = (int) Math.floorMod(time.getEpochSecond(), (long) SECONDS_OF_DAY);
        int milliseconds = time.getNano() / NANOSECONDS_OF_MILLISECOND;
        room("0000-00-00T00:00:00.000Z\"".length());
        pair(date.getYear() / HUNDRED);
        pair(date.getYear() % HUNDRED, '-');
        pair(date.getMonthValue(), '-');
        pair(date.getDayOfMonth(), 'T');
        pair(second / 3600, ':');
        pair(second / 60 % 60, ':');
        pair(second % 60, milliseconds == 0 ? 'Z' : '.');
        if (milliseconds != 0) {
            buffer[length++] = (byte) ('0' + milliseconds / HUNDRED);
            pair(milliseconds % HUNDRED, 'Z');
        }
        buffer[length++] = '"';
    }

    /** Most interactions happened on the day of the one before. */
    private LocalDate day(long epochDay) {
        if (epochDay != dayNumber) {
            dayNumber = epochDay;
            day = LocalDate.ofEpochDay(epochDay);
        }
        return day;
    }

    private void pair(int number, char then) {
        pair(number);
        buffer[length++] = (byte) then;
    }

    private void pair(int number) {
        buffer[length++] = PAIRS[2 * number];
        buffer[length++] = PAIRS[2 * number + 1];
    }

    private static boolean[] special() {
        boolean[] special = new boolean[BYTE + 1];
        for (int one = 0; one < special.length; one++) {
            special[one] = one < ' ' || one > '~' || one == '"' || one == '\\' || one == '?';
        }
        return special;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[2 * HUNDRED];
        for (int number = 0; number < HUNDRED; number++) {
            pairs[2 * number] = (byte) ('0' + number / 10);
            pairs[2 * number + 1] = (byte) ('0' + number % 10);
        }
        return pairs;
    }

    private void room(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
