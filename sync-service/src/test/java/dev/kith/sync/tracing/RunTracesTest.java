package dev.kith.sync.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.RecordedSpans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunTracesTest {

    private static final UUID RUN = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

    private final RecordedSpans spans = new RecordedSpans();
    private final RunTraces traces = new RunTraces(spans.tracer());

    @Test
    void giveTheTraceTheIdOfItsRun() {
        traces.span("apply", RUN, Attributes.empty(), () -> Uni.createFrom().item(1))
                .await()
                .indefinitely();

        assertThat(spans.ended())
                .singleElement()
                .satisfies(span -> assertThat(span.getTraceId()).isEqualTo("0f8fad5bd9cb469fa16570867728950e"));
    }

    @Test
    void tellOfAFailureOnlyItsType() {
        traces.span(
                        "apply",
                        RUN,
                        Attributes.empty(),
                        () -> Uni.createFrom().failure(new IllegalStateException("ada@example.com")))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();

        assertThat(spans.ended()).singleElement().satisfies(span -> {
            assertThat(span.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "IllegalStateException"));
            assertThat(span.getEvents()).isEmpty();
        });
    }

    @Test
    void beginWithTheWorkAndNotBefore() {
        var work = traces.span(
                "apply", RUN, Attributes.empty(), () -> Uni.createFrom().item(1));

        assertThat(spans.ended()).isEmpty();
        work.await().indefinitely();
        work.await().indefinitely();
        assertThat(spans.ended()).hasSize(2);
    }
}
