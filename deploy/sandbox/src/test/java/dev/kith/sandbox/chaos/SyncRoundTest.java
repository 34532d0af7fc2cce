package dev.kith.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.chaos.Accounts.Account;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncRoundTest {

    private static final Account ONE = new Account(Accounts.GOOGLE, "one");
    private static final Account OTHER = new Account(Accounts.CARDDAV, "other");

    /** Answers in this order, and with the last one from then on. */
    private final Map<Account, Deque<Optional<JsonNode>>> answers = new HashMap<>();

    @Test
    void tellsWhoNeverAnswers() {
        answers.put(ONE, new ArrayDeque<>(List.of(run("incremental", "SUCCEEDED"))));
        answers.put(OTHER, new ArrayDeque<>(List.of(Optional.empty())));

        SyncRound.Result result = round().byCursor();

        assertThat(result.synced()).containsExactly("google/one");
        assertThat(result.failures()).containsExactly("not to be synced at all: carddav/other");
        assertThat(result.count()).isEqualTo("1 of 2");
        assertThat(round().full().failures()).contains("not to be synced in full: carddav/other");
    }

    @Test
    void tellsWhoseDeltasDoNotComeToTheirEnd() {
        answers.put(ONE, new ArrayDeque<>(List.of(run("incremental", "FAILED"))));
        answers.put(OTHER, new ArrayDeque<>(List.of(run("full", "SUCCEEDED"))));

        SyncRound.Result result = round().byCursor();

        assertThat(result.synced()).isEmpty();
        assertThat(result.failures())
                .containsExactly(
                        "not to be synced by its cursor: google/one", "not to be synced by its cursor: carddav/other");
    }

    @Test
    void asksAgainUntilADeltaBeganInTheQuietAndCameToItsEnd() {
        answers.put(
                ONE,
                new ArrayDeque<>(List.of(
                        Optional.empty(),
                        run("incremental", "RUNNING"),
                        run("incremental", "SUCCEEDED"),
                        Optional.empty(),
                        run("full", "SUCCEEDED"),
                        run("incremental", "SUCCEEDED"))));
        answers.put(OTHER, new ArrayDeque<>(List.of(run("incremental", "SUCCEEDED"))));

        SyncRound.Result result = round().byCursor();

        assertThat(result.count()).isEqualTo("2 of 2");
        assertThat(result.failures()).isEmpty();
        assertThat(answers.get(ONE)).hasSize(1);
        assertThat(result.runs()).hasSize(5);
    }

    private SyncRound round() {
        return new SyncRound(List.of(ONE, OTHER), this::answer, () -> {});
    }

    private Optional<JsonNode> answer(Account account, String mode) {
        Deque<Optional<JsonNode>> left = answers.get(account);
        return left.size() > 1 ? left.remove() : left.element();
    }

    private static Optional<JsonNode> run(String mode, String state) {
        return Optional.of(
                JsonNodeFactory.instance.objectNode().put("mode", mode).put("state", state));
    }
}
