package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** Writes error envelopes where no resource was reached yet. */
@Singleton
public class Answers {

    static final String KEY_NEEDED = "Send a valid key: Authorization: Bearer KEY.";
    static final String AWAY = "The database or the log cannot be reached just now. Try again in a moment.";

    private final ObjectMapper mapper;

    Answers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public void unauthenticated(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        send(context, ErrorCode.UNAUTHENTICATED, KEY_NEEDED);
    }

    void send(RoutingContext context, ErrorCode code) {
        send(context, code, messageOf(code));
    }

    void send(RoutingContext context, ErrorCode code, String message) {
        if (context.response().ended()) {
            return;
        }
        context.response()
                .setStatusCode(code.status())
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .end(json(ErrorEnvelope.of(code, message)))
                .onFailure(gone -> context.request().connection().close());
    }

    String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String messageOf(ErrorCode code) {
        return switch (code) {
            case VALIDATION_ERROR -> "The request is not valid.";
            case MALFORMED_JSON -> "The body is not well-formed JSON.";
            case NOT_FOUND -> "There is nothing under this address.";
            case UNAUTHENTICATED -> KEY_NEEDED;
            case FORBIDDEN -> "The role of this key does not allow this.";
            case CONFLICT -> "This changed meanwhile. Read it again and repeat the request.";
            case PAYLOAD_TOO_LARGE -> "The body is larger than this address takes.";
            case RATE_LIMITED -> "Too many requests. Wait a moment.";
            case UNAVAILABLE -> AWAY;
            case INTERNAL_ERROR -> "Something went wrong inside the service; its log says what.";
            case METHOD_NOT_ALLOWED -> "This address does not take this method.";
            case NOT_ACCEPTABLE -> "This address cannot answer in the media type asked for.";
            case UNSUPPORTED_MEDIA_TYPE -> "This address does not take a body of this Content-Type.";
        };
    }
}
