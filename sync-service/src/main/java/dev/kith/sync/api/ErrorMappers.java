package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.kith.sync.account.CredentialsRefusedException;
import dev.kith.sync.account.UnknownAccountException;
import dev.kith.sync.backfill.SqlFailures;
import dev.kith.sync.crm.ContactChangedException;
import dev.kith.sync.crm.InvalidContactException;
import dev.kith.sync.log.replay.ReplayRefusedException;
import dev.kith.sync.provider.file.MalformedJsonException;
import dev.kith.sync.provider.file.UnreadableFileException;
import dev.kith.sync.review.ReviewRefusedException;
import dev.kith.sync.review.merge.MergeRefusedException;
import dev.kith.sync.review.merge.UnknownContactException;
import dev.kith.sync.review.merge.UnknownMergeException;
import dev.kith.sync.run.SyncRefusedException;
import dev.kith.sync.tool.InvalidRequestException;
import dev.kith.sync.tool.NotAvailableException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever went wrong into the error envelope; nothing of an unexpected failure but its existence gets out. */
final class ErrorMappers {

    private static final Logger LOGGER = Logger.getLogger(ErrorMappers.class);
    /** PostgreSQL's word for text that holds U+0000. */
    private static final String UNSTORABLE = "22021";

    @ServerExceptionMapper
    Response api(ApiException failure) {
        return answer(failure.code(), failure.envelope());
    }

    @ServerExceptionMapper
    Response unknownAccount(UnknownAccountException failure) {
        return answer(ErrorCode.NOT_FOUND, failure.getMessage());
    }

    @ServerExceptionMapper
    Response refusedCredentials(CredentialsRefusedException failure) {
        return answer(ErrorCode.VALIDATION_ERROR, failure.getMessage());
    }

    @ServerExceptionMapper
    Response invalidContact(InvalidContactException failure) {
        return api(ApiException.invalid(failure.problems()));
    }

    @ServerExceptionMapper
    Response changedContact(ContactChangedException failure) {
        return answer(ErrorCode.CONFLICT, failure.getMessage());
    }

    @ServerExceptionMapper
    Response invalidRequest(InvalidRequestException failure) {
        return api(ApiException.invalid(failure.field(), failure.getMessage()));
    }

    @ServerExceptionMapper
    Response refusedSync(SyncRefusedException failure) {
        return switch (failure.reason()) {
            case UNKNOWN_PROVIDER -> api(ApiException.invalid("provider", failure.getMessage()));
            case UNKNOWN_ACCOUNT, UNKNOWN_RUN -> answer(ErrorCode.NOT_FOUND, failure.getMessage());
            case PAUSED, NOT_HELD, BUSY -> answer(ErrorCode.CONFLICT, failure.getMessage());
        };
    }

    @ServerExceptionMapper
    Response refusedReplay(ReplayRefusedException failure) {
        return answer(ErrorCode.CONFLICT, failure.getMessage());
    }

    @ServerExceptionMapper
    Response refusedMerge(MergeRefusedException failure) {
        return answer(ErrorCode.CONFLICT, failure.getMessage());
    }

    @ServerExceptionMapper
    Response unknownContact(UnknownContactException failure) {
        return answer(ErrorCode.NOT_FOUND, failure.getMessage());
    }

    @ServerExceptionMapper
    Response unknownMerge(UnknownMergeException failure) {
        return answer(ErrorCode.NOT_FOUND, failure.getMessage());
    }

    @ServerExceptionMapper
    Response refusedReview(ReviewRefusedException failure) {
        return switch (failure.reason()) {
            case UNKNOWN -> answer(ErrorCode.NOT_FOUND, failure.getMessage());
            case ANSWERED -> answer(ErrorCode.CONFLICT, failure.getMessage());
            case NOT_AN_ANSWER -> api(ApiException.invalid("decision", failure.getMessage()));
        };
    }

    @ServerExceptionMapper
    Response unreadableFile(UnreadableFileException failure) {
        return api(ApiException.invalid("body", failure.getMessage()));
    }

    @ServerExceptionMapper
    Response malformedFile(MalformedJsonException failure) {
        return answer(ErrorCode.MALFORMED_JSON, failure.getMessage());
    }

    @ServerExceptionMapper
    Response unavailable(NotAvailableException failure) {
        return answer(ErrorCode.UNAVAILABLE, failure.getMessage());
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException failure) {
        return unreadable(failure);
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException failure) {
        return answer(ErrorCode.UNAUTHENTICATED, Answers.KEY_NEEDED);
    }

    @ServerExceptionMapper
    Response wrongKey(AuthenticationFailedException failure) {
        return answer(ErrorCode.UNAUTHENTICATED, Answers.KEY_NEEDED);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return answer(ErrorCode.FORBIDDEN, "The role of this key does not allow this.");
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        if (failure.getCause() instanceof ApiException api) {
            return api(api);
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        ErrorCode code = ErrorCode.of(status);
        if (code == ErrorCode.INTERNAL_ERROR) {
            return unexpected(failure);
        }
        return answer(code, Answers.messageOf(code));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (Outages.isOutage(failure)) {
            return answer(ErrorCode.UNAVAILABLE, Answers.AWAY);
        }
        if (UNSTORABLE.equals(SqlFailures.state(failure))) {
            return api(ApiException.invalid("request", "holds a character that no text may hold (U+0000)"));
        }
        LOGGER.errorf(failure, "A request failed unexpectedly");
        return answer(ErrorCode.INTERNAL_ERROR, Answers.messageOf(ErrorCode.INTERNAL_ERROR));
    }

    private static Response unreadable(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)
                || mapping.getCause() instanceof StreamReadException
                || mapping.getPath().isEmpty() && isSyntax(mapping)) {
            return answer(ErrorCode.MALFORMED_JSON, "The body is not well-formed JSON.");
        }
        var path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        var details = Map.of(path.isEmpty() ? "body" : path, List.of("has the wrong type or an unknown value"));
        return answer(
                ErrorCode.VALIDATION_ERROR,
                ErrorEnvelope.of(ErrorCode.VALIDATION_ERROR, "The request is not valid.", details));
    }

    private static boolean isSyntax(JsonMappingException failure) {
        return !(failure instanceof MismatchedInputException);
    }

    private static Response answer(ErrorCode code, String message) {
        return answer(code, ErrorEnvelope.of(code, message));
    }

    private static Response answer(ErrorCode code, ErrorEnvelope envelope) {
        var response = Response.status(code.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(envelope);
        return code == ErrorCode.UNAUTHENTICATED
                ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
                : response.build();
    }
}
