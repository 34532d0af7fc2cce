package dev.kith.sync.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class WithoutValuesTest {

    @Test
    void keepsTypesAndPlacesButNoWordsThatMayRepeatAValue() {
        var refusal =
                new PgException("invalid input ada@example.com", "ERROR", "22P02", "Failing row: ada@example.com");
        var failure = new IllegalStateException("could not store ada@example.com", refusal);
        failure.addSuppressed(new NumberFormatException("For input string: \"ada@example.com\""));

        assertThat(logged(failure))
                .contains("java.lang.IllegalStateException", "SQLSTATE 22P02", "java.lang.NumberFormatException")
                .contains("WithoutValuesTest.keepsTypesAndPlaces")
                .doesNotContain("ada@example.com");
    }

    @Test
    void keepsTheWordsOfALineThatBroke() {
        assertThat(logged(new RuntimeException(new ConnectException("Connection refused: db/10.0.0.7:5432"))))
                .contains("Connection refused: db/10.0.0.7:5432");
    }

    @Test
    void endsWithFailuresThatCauseEachOther() {
        var one = new IllegalStateException();
        one.initCause(new IllegalArgumentException(one));

        assertThat(logged(one)).contains("java.lang.IllegalArgumentException");
    }

    private static String logged(Throwable failure) {
        var entry = new LogRecord(Level.WARNING, "something failed");
        entry.setThrown(failure);
        assertThat(new WithoutValues().isLoggable(entry)).isTrue();
        var text = new StringWriter();
        entry.getThrown().printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
