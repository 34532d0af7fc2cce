package dev.kith.agent.sink;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says what a failure of the broker means to the user. */
public final class KafkaFailures {

    private KafkaFailures() {}

    public static AgentException named(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !known(cause)) {
            cause = cause.getCause();
        }
        if (cause instanceof InterruptException) {
            return new AgentException(
                    ExitCode.FAILURE, "it was interrupted.", "Run it again; it goes on where it stood.", failure);
        }
        if (cause instanceof SslAuthenticationException) {
            return refused("the broker's TLS certificate does not match", "ssl.truststore or ssl.keystore", failure);
        }
        if (cause instanceof AuthenticationException) {
            return refused("the broker refuses the credentials", "security.protocol and sasl.jaas.config", failure);
        }
        if (cause instanceof AuthorizationException) {
            return new AgentException(
                    ExitCode.UNREACHABLE,
                    "the broker does not allow this client to write.",
                    "Have its operator grant Write on kith.mac.contacts.v1 and kith.interactions.v1.",
                    failure);
        }
        if (cause instanceof RecordTooLargeException) {
            return new AgentException(
                    ExitCode.FAILURE,
                    "the broker takes no records of this size.",
                    "Its operator sets message.max.bytes to at least 1048588.",
                    failure);
        }
        return new AgentException(
                ExitCode.UNREACHABLE,
                cause instanceof UnknownTopicOrPartitionException
                        ? "the broker has no such topic."
                        : "the broker does not answer (" + cause.getClass().getSimpleName() + ").",
                "Check kafka.bootstrap_servers and the line; `mac-agent doctor` looks closer. Nothing is lost: the next run"
                        + " sends it.",
                failure);
    }

    private static boolean known(Throwable cause) {
        return cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof RecordTooLargeException
                || cause instanceof UnknownTopicOrPartitionException
                || cause instanceof InterruptException;
    }

    private static AgentException refused(String what, String keys, Exception failure) {
        return new AgentException(
                ExitCode.UNREACHABLE, what + ".", "Check kafka." + keys + " in the configuration.", failure);
    }
}
