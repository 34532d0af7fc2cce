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
class HeadStartTest {

    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    private final List<String> events = new ArrayList<>();
    private final List<CompletableFuture<Void>> writing = new ArrayList<>();

    @Test
    void decidesOnTheRestWhileTheHeadIsBeingWritten() {
        CompletableFuture<Void> all = write(this::decide);

        assertThat(events).containsExactly("decide [a, b]", "write [a, b]", "decide [c, d, e]", "write [c, d, e]");
        assertThat(all).isNotDone();
    }

    @Test
    void endsOnceBothAreWritten() {
        CompletableFuture<Void> all = write(this::decide);

        writing.get(1).complete(null);
        assertThat(all).isNotDone();
        writing.get(0).complete(null);

        assertThat(all).isCompleted();
    }

    @Test
    void failsAsARefusedHeadDoesAlthoughTheRestFailsForIt() {
        CompletableFuture<Void> all = write(this::decide);

        writing.get(0).completeExceptionally(new IllegalStateException("refused"));
        writing.get(1).completeExceptionally(new IllegalStateException("the transaction is lost"));

        assertThat(message(all)).isCompletedWithValue("refused");
    }

    @Test
    void failsAsARefusedHeadDoesWhenTheRestCannotBeDecidedForIt() {
        CompletableFuture<Void> all = write(this::decideButC);
        assertThat(all).isNotDone();

        writing.get(0).completeExceptionally(new IllegalStateException("refused"));

        assertThat(message(all)).isCompletedWithValue("refused");
    }

    @Test
    void failsAsTheRestDoesOnceTheHeadIsWritten() {
        CompletableFuture<Void> undecided = write(this::decideButC);
        writing.get(0).complete(null);
        CompletableFuture<Void> refused = write(this::decide);
        writing.get(1).complete(null);
        writing.get(2).completeExceptionally(new IllegalStateException("refused"));

        assertThat(message(undecided)).isCompletedWithValue("cannot tell");
        assertThat(message(refused)).isCompletedWithValue("refused");
    }

    private Uni<List<String>> decideButC(List<String> part) {
        return part.contains("c") ? Uni.createFrom().failure(new IllegalStateException("cannot tell")) : decide(part);
    }

    private static CompletableFuture<String> message(CompletableFuture<Void> failed) {
        return failed.handle((done, failure) -> failure.getMessage());
    }

    private CompletableFuture<Void> write(Function<List<String>, Uni<List<String>>> decide) {
        return HeadStart.write(FIVE, 2, decide, this::issue).subscribeAsCompletionStage();
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
