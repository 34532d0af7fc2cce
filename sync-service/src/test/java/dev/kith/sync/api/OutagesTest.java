package dev.kith.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25P03", "53300", "57P01", "57P03"})
    void seesADatabaseThatIsAway(String state) {
        assertThat(Outages.isOutage(new PgException("gone", "FATAL", state, "")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "25P02", "42P01"})
    void seesAMistakeOfOursAsSuch(String state) {
        assertThat(Outages.isOutage(new PgException("wrong", "ERROR", state, "")))
                .isFalse();
    }

    @Test
    void seesWhatLiesUnderneath() {
        assertThat(Outages.isOutage(new CompletionException(new ConnectException())))
                .isTrue();
        assertThat(Outages.isOutage(new IllegalStateException(new TimeoutException())))
                .isTrue();
        assertThat(Outages.isOutage(new NoStackTraceThrowable("Timeout"))).isTrue();
        assertThat(Outages.isOutage(new NoStackTraceThrowable("anything"))).isFalse();
        assertThat(Outages.isOutage(new IllegalStateException())).isFalse();
    }
}
