package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class InteractionSerializerTest {

    private static final ObjectMapper USUAL = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    @Property
    void writesWhatJacksonWouldByItself(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long second,
            @ForAll @IntRange(max = 999) int millisecond,
            @ForAll boolean exact,
            @ForAll boolean flag,
            @ForAll CallMedium medium,
            @ForAll InteractionType type,
            @ForAll Counterpart.Kind kind)
            throws JsonProcessingException {
        Instant time = Instant.ofEpochSecond(second, millisecond * 1_000_000L + (exact ? 0 : 7));
        Interaction interaction = new Interaction(
                "call:x:in:0",
                type,
                time,
                flag ? 5 : null,
                new Counterpart("+1555", kind, flag ? "+1555" : null, flag ? null : "a@b"),
                flag ? null : "iMessage",
                flag ? medium : null,
                flag,
                flag ? null : 1,
                !flag,
                flag ? "ä \"x\"\n" : null);

        assertThat(BatchCodec.JSON.writeValueAsString(interaction)).isEqualTo(USUAL.writeValueAsString(interaction));
    }
}
