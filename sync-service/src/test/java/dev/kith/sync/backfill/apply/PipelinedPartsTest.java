package dev.kith.sync.backfill.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Concurrent;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@Concurrent
class PipelinedPartsTest {

    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    private final List<String> events = new ArrayList<>();
    private final List<CompletableFuture<Void>> writing = new ArrayList<>();

    @Test
    void decidesOnAPartWhileTheOnesBeforeAreBeingWritten() {
        CompletableFuture<Void> all = write(this::decide);

        assertThat(events)
                .containsExactly(
                        "decide [a, b]", "write [a, b]", "decide [c, d]", "write [c, d]", "decide [e]", "write [e]");
        assertThat(all).isNotDone();
    }

    @Test
    void endsOnceTheLastPartIsWritten() {
        CompletableFuture<Void> all = write(this::decide);

        writing.get(0).complete(null);
        writing.get(1).complete(null);
        assertThat(all).isNotDone();
        writing.get(2).complete(null);

        assertThat(all).isCompleted();
    }

    @Test
    void failsAsTheFirstRefusedPartDoesAlthoughLaterOnesFailForIt() {
        CompletableFuture<Void> all = write(this::decide);

        writing.get(0).completeExceptionally(new IllegalStateException("refused"));
        writing.get(1).completeExceptionally(new IllegalStateException("the transaction is lost"));

        assertThat(all).isCompletedExceptionally();
        assertThat(all.handle((done, failure) -> failure.getMessage())).isCompletedWithValue("refused");
    }

    @Test
    void failsAsThePartBeforeDoesWhenTheNextCannotBeDecidedForIt() {
        CompletableFuture<Void> all = write(part -> part.contains("c")
                ? Uni.createFrom().failure(new IllegalStateException("the transaction is lost"))
                : decide(part));
        assertThat(all).isNotDone();

        writing.get(0).completeExceptionally(new IllegalStateException("refused"));

        assertThat(all.handle((done, failure) -> failure.getMessage())).isCompletedWithValue("refused");
    }

    @Test
    void failsAsADecisionDoesOnceAllBeforeItIsWritten() {
        CompletableFuture<Void> all = write(part ->
                part.contains("c") ? Uni.createFrom().failure(new IllegalStateException("cannot tell")) : decide(part));

        writing.get(0).complete(null);

        assertThat(all.handle((done, failure) -> failure.getMessage())).isCompletedWithValue("cannot tell");
    }

    private CompletableFuture<Void> write(Function<List<String>, Uni<List<String>>> decide) {
        return PipelinedParts.write(FIVE, 2, decide, this::issue).subscribeAsCompletionStage();
    }

    private Uni<List<String>> decide(List<String> part) {
        events.add("decide " + part);
        return Uni.createFrom().item(part);
    }

    private Uni<Void> issue(List<String> part) {
        events.add("write " + part);
        CompletableFuture<Void> written = new CompletableFuture<>();
        writing.add(written);
        return Uni.createFrom().completionStage(written);
    }
}
