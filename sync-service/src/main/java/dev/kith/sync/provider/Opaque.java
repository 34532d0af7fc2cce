package dev.kith.sync.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Packs cursors and page tokens, which only their provider understands, into text that others only carry. */
public final class Opaque {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Opaque() {}

    public static String pack(Object value) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when the text is not of this form: it came from an older version, or from elsewhere. */
    public static <T> Optional<T> unpack(String text, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(Base64.getUrlDecoder().decode(text), type));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
