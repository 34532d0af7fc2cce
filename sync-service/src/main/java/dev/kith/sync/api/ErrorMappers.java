package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers failures with the error envelope. The types named beside {@code Throwable} are those the framework maps itself. */
final class ErrorMappers {

    @ServerExceptionMapper
    Response any(Throwable failure) {
        return answer(ErrorFunnel.of(failure));
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException failure) {
        return any(failure);
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException failure) {
        return any(failure);
    }

    @ServerExceptionMapper
    Response wrongKey(AuthenticationFailedException failure) {
        return any(failure);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return any(failure);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException || failure.getCause() instanceof ApiException) {
            return any(failure.getCause());
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        ErrorCode code = ErrorCode.of(status);
        return code == ErrorCode.INTERNAL_ERROR ? any(failure) : answer(ApiException.of(code, Answers.messageOf(code)));
    }

    private static Response answer(ApiException failure) {
        var response = Response.status(failure.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(failure.envelope());
        return failure.code() == ErrorCode.UNAUTHENTICATED
                ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
                : response.build();
    }
}
