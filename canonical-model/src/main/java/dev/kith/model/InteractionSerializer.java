package dev.kith.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Writes what Jackson would by itself, several times faster: a Mac's first run writes a million of these. */
final class InteractionSerializer extends StdSerializer<Interaction> {

    private static final long serialVersionUID = 1L;

    private static final SerializedString EXTERNAL_ID = new SerializedString("externalId");
    private static final SerializedString TYPE = new SerializedString("type");
    private static final SerializedString OCCURRED_AT = new SerializedString("occurredAt");
    private static final SerializedString DURATION = new SerializedString("durationSeconds");
    private static final SerializedString COUNTERPART = new SerializedString("counterpart");
    private static final SerializedString HANDLE = new SerializedString("handle");
    private static final SerializedString KIND = new SerializedString("kind");
    private static final SerializedString E164 = new SerializedString("e164");
    private static final SerializedString EMAIL = new SerializedString("email");
    private static final SerializedString SERVICE = new SerializedString("service");
    private static final SerializedString MEDIUM = new SerializedString("medium");
    private static final SerializedString GROUP = new SerializedString("group");
    private static final SerializedString PARTICIPANTS = new SerializedString("participants");
    private static final SerializedString ANSWERED_ELSEWHERE = new SerializedString("answeredElsewhere");
    private static final SerializedString CONTENT = new SerializedString("content");

    private static final Map<InteractionType, SerializedString> TYPES = new EnumMap<>(InteractionType.class);
    private static final Map<Counterpart.Kind, SerializedString> KINDS = new EnumMap<>(Counterpart.Kind.class);

    static {
        for (InteractionType type : InteractionType.values()) {
            TYPES.put(type, new SerializedString(type.name()));
        }
        for (Counterpart.Kind kind : Counterpart.Kind.values()) {
            KINDS.put(kind, new SerializedString(spelled(kind)));
        }
    }

    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NANOSECONDS_OF_MILLISECOND = 1_000_000;
    private static final int LAST_YEAR_OF_FOUR_DIGITS = 9999;

    InteractionSerializer() {
        super(Interaction.class);
    }

    @Override
    public void serialize(Interaction interaction, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        text(EXTERNAL_ID, interaction.externalId(), json);
        json.writeFieldName(TYPE);
        json.writeString(TYPES.get(interaction.type()));
        json.writeFieldName(OCCURRED_AT);
        time(interaction.occurredAt(), json);
        number(DURATION, interaction.durationSeconds(), json);
        json.writeFieldName(COUNTERPART);
        counterpart(interaction.counterpart(), json);
        text(SERVICE, interaction.service(), json);
        text(MEDIUM, interaction.medium() == null ? null : spelled(interaction.medium()), json);
        flag(GROUP, interaction.group(), json);
        number(PARTICIPANTS, interaction.participants(), json);
        flag(ANSWERED_ELSEWHERE, interaction.answeredElsewhere(), json);
        text(CONTENT, interaction.content(), json);
        json.writeEndObject();
    }

    private static void counterpart(Counterpart counterpart, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text(HANDLE, counterpart.handle(), json);
        json.writeFieldName(KIND);
        json.writeString(KINDS.get(counterpart.kind()));
        text(E164, counterpart.e164(), json);
        text(EMAIL, counterpart.email(), json);
        json.writeEndObject();
    }

    private static void text(SerializedString name, String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeString(value);
        }
    }

    private static void number(SerializedString name, Integer value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeNumber(value);
        }
    }

    private static void flag(SerializedString name, boolean value, JsonGenerator json) throws IOException {
        if (value) {
            json.writeFieldName(name);
            json.writeBoolean(true);
        }
    }

    /** As {@link Instant#toString}, which is slow. */
    private static void time(Instant time, JsonGenerator json) throws IOException {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), (long) SECONDS_OF_DAY));
        boolean rare = time.getNano() % NANOSECONDS_OF_MILLISECOND != 0
                || day.getYear() < 0
                || day.getYear() > LAST_YEAR_OF_FOUR_DIGITS;
        if (rare) {
            json.writeString(time.toString());
            return;
        }
        char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
        int second = (int) Math.floorMod(time.getEpochSecond(), (long) SECONDS_OF_DAY);
        digits(day.getYear(), text, 3);
        digits(day.getMonthValue(), text, 6);
        digits(day.getDayOfMonth(), text, 9);
        digits(second / 3600, text, 12);
        digits(second / 60 % 60, text, 15);
        digits(second % 60, text, 18);
        int milliseconds = time.getNano() / NANOSECONDS_OF_MILLISECOND;
        digits(milliseconds, text, 22);
        int length = text.length;
        if (milliseconds == 0) {
            length = 20;
            text[19] = 'Z';
        }
        json.writeString(text, 0, length);
    }

    private static void digits(int number, char[] text, int last) {
        int rest = number;
        for (int i = last; rest > 0; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
