package dev.kith.sync.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.api.ApiException;
import dev.kith.sync.api.Envelope;
import dev.kith.sync.api.ErrorCode;
import dev.kith.sync.api.ErrorEnvelope;
import dev.kith.sync.api.ErrorFunnel;
import dev.kith.sync.api.auth.AuditLog;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.tool.Excerpt;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The one way from an operation to a tool's answer: as text what HTTP answers as {@code data} or {@code error}, as structure
 * the whole of HTTP's answer.
 */
@ApplicationScoped
class ToolAnswers {

    private static final int DONE = 200;
    private static final int REFUSED = 400;

    private final ObjectMapper mapper;
    private final SecurityIdentity identity;
    private final AuditLog audit;

    ToolAnswers(ObjectMapper mapper, SecurityIdentity identity, AuditLog audit) {
        this.mapper = mapper;
        this.identity = identity;
        this.audit = audit;
    }

    /** @param role whose holders may call the tool */
    <T> Uni<ToolResponse> answer(String role, Supplier<Uni<T>> operation) {
        return Uni.createFrom()
                .deferred(() -> {
                    if (!identity.hasRole(role)) {
                        throw ApiException.of(ErrorCode.FORBIDDEN, "The role of this key does not allow this tool.");
                    }
                    return operation.get();
                })
                .map(this::success)
                .onFailure()
                .recoverWithItem(failure -> failure(ErrorFunnel.of(failure)));
    }

    /**
     * The same for what changes something, which is noted with who asked for it.
     *
     * @param role whose holders may call the tool
     * @param tool as it is called
     */
    <T> Uni<ToolResponse> change(String role, String tool, Supplier<Uni<T>> operation) {
        KeyHolder caller = KeyHolder.of(identity);
        return answer(role, operation)
                .call(answer -> audit.note(caller, "MCP " + tool, "/mcp", answer.isError() ? REFUSED : DONE));
    }

    /** How decisions of the caller are signed. */
    String actor() {
        return KeyHolder.of(identity).actor();
    }

    private ToolResponse success(Object result) {
        if (result instanceof Excerpt<?> excerpt) {
            return answer(
                    false,
                    excerpt.items(),
                    Envelope.of(excerpt.items(), excerpt.meta()),
                    excerpt.meta().message());
        }
        return result instanceof Envelope<?> envelope
                ? answer(false, envelope.data(), envelope, null)
                : answer(false, result, Envelope.of(result), null);
    }

    private ToolResponse failure(ApiException failure) {
        ErrorEnvelope.Problem problem = failure.envelope().error();
        var named = new ErrorEnvelope.Problem(problem.code(), problem.message(), snakeCase(problem.details()));
        return answer(true, named, new ErrorEnvelope(named), null);
    }

    /** Arguments of tools are named so. */
    private static Map<String, List<String>> snakeCase(Map<String, List<String>> details) {
        return details == null
                ? null
                : details.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey()
                                        .replaceAll("([a-z])([A-Z])", "$1_$2")
                                        .toLowerCase(Locale.ROOT),
                                Map.Entry::getValue));
    }

    private ToolResponse answer(boolean error, Object text, Object whole, String note) {
        List<TextContent> content = new ArrayList<>();
        content.add(new TextContent(json(text)));
        if (note != null) {
            content.add(new TextContent(note));
        }
        return new ToolResponse(error, content, whole, Map.of());
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
