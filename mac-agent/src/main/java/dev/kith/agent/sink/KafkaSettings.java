package dev.kith.agent.sink;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** Says which setting keeps a client from being made. No line is opened by then, so the broker is never to blame. */
final class KafkaSettings {

    /** How Kafka's client names the setting that it does not take. */
    private static final Pattern NAMED = Pattern.compile("configuration \"?([a-z.]+)");

    private static final String UNRESOLVABLE = "No resolvable bootstrap";

    private KafkaSettings() {}

    static AgentException refused(KafkaException failure) {
        if (causes(failure).anyMatch(KafkaSettings::isUnresolvable)) {
            return new AgentException(
                    ExitCode.UNREACHABLE,
                    "no host name of the broker can be resolved.",
                    "Check kafka.bootstrap_servers and this Mac's network. Nothing is lost: the next run sends it.",
                    failure);
        }
        // The message may repeat a value, and values may be passwords.
        return new AgentException(
                ExitCode.USAGE,
                "the Kafka client does not take its properties.",
                "Check " + culprit(failure) + " in the configuration (`mac-agent config show`).",
                failure);
    }

    private static boolean isUnresolvable(Throwable cause) {
        return cause instanceof ConfigException
                && cause.getMessage() != null
                && cause.getMessage().startsWith(UNRESOLVABLE);
    }

    private static String culprit(KafkaException failure) {
        Optional<String> named = causes(failure).flatMap(KafkaSettings::named).findFirst();
        if (named.isPresent()) {
            return "kafka." + named.get();
        }
        if (causes(failure).anyMatch(cause -> cause instanceof LoginException)
                || causes(failure).anyMatch(cause -> cause.getClass() == IllegalArgumentException.class)) {
            return "kafka.sasl.jaas.config and kafka.sasl.mechanism";
        }
        if (causes(failure)
                .anyMatch(cause -> cause instanceof IOException || cause instanceof GeneralSecurityException)) {
            return "the paths and passwords of kafka.ssl.truststore and kafka.ssl.keystore";
        }
        return "the names and values under kafka";
    }

    private static Stream<String> named(Throwable cause) {
        if (!(cause instanceof ConfigException) || cause.getMessage() == null) {
            return Stream.empty();
        }
        Set<String> known = ProducerConfig.configNames();
        if (cause.getMessage().contains(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            return Stream.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        }
        Matcher matcher = NAMED.matcher(cause.getMessage());
        return matcher.results().map(result -> result.group(1)).filter(known::contains);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
