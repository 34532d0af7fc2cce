package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.kith.sync.account.ConsentRefusedException;
import dev.kith.sync.account.CredentialsRefusedException;
import dev.kith.sync.account.UnknownAccountException;
import dev.kith.sync.crm.ContactChangedException;
import dev.kith.sync.crm.InvalidContactException;
import dev.kith.sync.crm.KeyReusedException;
import dev.kith.sync.database.SqlFailures;
import dev.kith.sync.erasure.ErasureRefusedException;
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
import dev.kith.sync.tool.NotFoundException;
import dev.kith.sync.tool.StalePlanException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What a failure is to whoever asked, over HTTP and MCP alike. Nothing of an unexpected one gets out but that it happened.
 */
public final class ErrorFunnel {

    private static final Logger LOGGER = Logger.getLogger(ErrorFunnel.class);

    private static final String WRONG_TYPE = "has the wrong type or an unknown value";

    /** PostgreSQL's word for text that holds U+0000. */
    private static final String UNSTORABLE = "22021";

    private static final Set<Class<? extends Throwable>> NOT_FOUND = Set.of(
            UnknownAccountException.class,
            UnknownContactException.class,
            UnknownMergeException.class,
            NotFoundException.class);
    private static final Set<Class<? extends Throwable>> CONFLICTS = Set.of(
            ContactChangedException.class,
            ErasureRefusedException.class,
            KeyReusedException.class,
            MergeRefusedException.class,
            ReplayRefusedException.class,
            StalePlanException.class);

    private ErrorFunnel() {}

    /** The answer to a failure. One that nobody foresaw is logged. */
    public static ApiException of(Throwable failure) {
        return foreseen(failure).orElseGet(() -> unforeseen(failure));
    }

    private static Optional<ApiException> foreseen(Throwable failure) {
        if (failure instanceof ApiException api) {
            return Optional.of(api);
        }
        if (NOT_FOUND.contains(failure.getClass())) {
            return Optional.of(ApiException.of(ErrorCode.NOT_FOUND, failure.getMessage()));
        }
        if (CONFLICTS.contains(failure.getClass())) {
            return Optional.of(ApiException.of(ErrorCode.CONFLICT, failure.getMessage()));
        }
        return refused(failure).or(() -> invalid(failure)).or(() -> stranger(failure));
    }

    private static Optional<ApiException> refused(Throwable failure) {
        if (failure instanceof SyncRefusedException sync) {
            return Optional.of(
                    switch (sync.reason()) {
                        case UNKNOWN_PROVIDER -> ApiException.invalid("provider", sync.getMessage());
                        case UNKNOWN_ACCOUNT, UNKNOWN_RUN -> ApiException.of(ErrorCode.NOT_FOUND, sync.getMessage());
                        case PAUSED, NOT_HELD, BUSY -> ApiException.of(ErrorCode.CONFLICT, sync.getMessage());
                    });
        }
        if (failure instanceof ReviewRefusedException review) {
            return Optional.of(
                    switch (review.reason()) {
                        case UNKNOWN -> ApiException.of(ErrorCode.NOT_FOUND, review.getMessage());
                        case ANSWERED -> ApiException.of(ErrorCode.CONFLICT, review.getMessage());
                        case NOT_AN_ANSWER -> ApiException.invalid("decision", review.getMessage());
                    });
        }
        if (failure instanceof ConsentRefusedException consent) {
            return Optional.of(ApiException.of(
                    switch (consent.reason()) {
                        case NOT_BEGUN_HERE -> ErrorCode.FORBIDDEN;
                        case DENIED -> ErrorCode.VALIDATION_ERROR;
                        case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
                    },
                    consent.getMessage()));
        }
        if (failure instanceof NotAvailableException) {
            return Optional.of(ApiException.of(ErrorCode.UNAVAILABLE, failure.getMessage()));
        }
        return Optional.empty();
    }

    private static Optional<ApiException> invalid(Throwable failure) {
        if (failure instanceof CredentialsRefusedException) {
            return Optional.of(ApiException.of(ErrorCode.VALIDATION_ERROR, failure.getMessage()));
        }
        if (failure instanceof InvalidContactException contact) {
            return Optional.of(ApiException.invalid(contact.problems()));
        }
        if (failure instanceof InvalidRequestException request) {
            return Optional.of(ApiException.invalid(request.field(), request.getMessage()));
        }
        if (failure instanceof UnreadableFileException) {
            return Optional.of(ApiException.invalid("body", failure.getMessage()));
        }
        if (failure instanceof MalformedJsonException) {
            return Optional.of(ApiException.of(ErrorCode.MALFORMED_JSON, failure.getMessage()));
        }
        if (failure instanceof JsonProcessingException json) {
            return Optional.of(unreadable(json));
        }
        return Optional.empty();
    }

    private static Optional<ApiException> stranger(Throwable failure) {
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationFailedException) {
            return Optional.of(ApiException.of(ErrorCode.UNAUTHENTICATED, Answers.KEY_NEEDED));
        }
        if (failure instanceof ForbiddenException) {
            return Optional.of(ApiException.of(ErrorCode.FORBIDDEN, Answers.messageOf(ErrorCode.FORBIDDEN)));
        }
        return Optional.empty();
    }

    private static ApiException unforeseen(Throwable failure) {
        if (Outages.isOutage(failure)) {
            return ApiException.of(ErrorCode.UNAVAILABLE, Answers.AWAY);
        }
        if (UNSTORABLE.equals(SqlFailures.state(failure))) {
            return ApiException.invalid("request", "holds a character that no text may hold (U+0000)");
        }
        LOGGER.errorf(failure, "A request failed unexpectedly");
        return ApiException.of(ErrorCode.INTERNAL_ERROR, Answers.messageOf(ErrorCode.INTERNAL_ERROR));
    }

    private static ApiException unreadable(JsonProcessingException failure) {
        if (failure instanceof InputCoercionException) {
            return ApiException.invalid("body", WRONG_TYPE);
        }
        if (!(failure instanceof JsonMappingException mapping)
                || mapping.getCause() instanceof StreamReadException
                        && !(mapping.getCause() instanceof InputCoercionException)
                || mapping.getPath().isEmpty() && !(mapping instanceof MismatchedInputException)) {
            return ApiException.of(ErrorCode.MALFORMED_JSON, Answers.messageOf(ErrorCode.MALFORMED_JSON));
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return ApiException.invalid(
                path.isEmpty() ? "body" : path,
                mapping instanceof UnstorableTextException ? mapping.getOriginalMessage() : WRONG_TYPE);
    }
}
