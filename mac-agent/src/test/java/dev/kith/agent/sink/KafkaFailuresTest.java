package dev.kith.agent.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaFailuresTest {

    private static final String SECRET = "s3cret";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SaslAuthenticationException(SECRET), 3, "refuses the credentials", "sasl.jaas.config"),
                Arguments.of(new SslAuthenticationException(SECRET), 3, "certificate", "ssl.truststore"),
                Arguments.of(new TopicAuthorizationException(SECRET), 3, "does not allow", "kith.interactions.v1"),
                Arguments.of(new ClusterAuthorizationException(SECRET), 3, "does not allow", "grant Write"),
                Arguments.of(new UnknownTopicOrPartitionException(SECRET), 3, "no such topic", "doctor"),
                Arguments.of(new TimeoutException(SECRET), 3, "does not answer", "kafka.bootstrap_servers"),
                Arguments.of(new RecordTooLargeException(SECRET), 1, "this size", "message.max.bytes"),
                Arguments.of(new InterruptException(SECRET), 1, "interrupted", "Run it again"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatItMeansAndWhatToDoWithoutRepeatingTheMessage(
            KafkaException failure, int exitCode, String meaning, String nextStep) {
        for (Exception seen :
                new Exception[] {failure, new ExecutionException(failure), new KafkaException(SECRET, failure)}) {
            AgentException named = KafkaFailures.named(seen);

            assertThat(named.exitCode().code()).isEqualTo(exitCode);
            assertThat(named.getMessage()).contains(meaning).doesNotContain(SECRET);
            assertThat(named.nextStep()).contains(nextStep).doesNotContain(SECRET);
        }
    }
}
