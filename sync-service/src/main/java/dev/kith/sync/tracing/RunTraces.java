package dev.kith.sync.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Spans of a run. The trace's id is the run's, without its dashes: what one instance fetched and another applied, before and
 * after a restart, is one trace, and whoever knows the run finds it. The libraries' own spans are switched off, since they
 * name URLs and record keys, which hold personal values.
 */
@ApplicationScoped
public class RunTraces {

    private final Tracer tracer;

    public RunTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Does the work within a span that ends with it. Of a failure only its type is told. */
    public <T> Uni<T> span(String name, UUID runId, Attributes attributes, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Span span = tracer.spanBuilder(name)
                    .setParent(Context.root().with(Span.wrap(trace(runId))))
                    .setAllAttributes(attributes)
                    .startSpan();
            return work.get()
                    .onFailure()
                    .invoke(failure ->
                            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName()))
                    .onTermination()
                    .invoke(span::end);
        });
    }

    private static SpanContext trace(UUID runId) {
        String id = runId.toString().replace("-", "");
        return SpanContext.createFromRemoteParent(
                id, id.substring(16), TraceFlags.getSampled(), TraceState.getDefault());
    }
}
