package dev.kith.agent.state;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What the user decided.
 *
 * @param apiUrl the service; a run's result is read there, and batches are sent there unless a broker is named
 * @param initialLookbackDays how far back the first run reads messages and calls; 0 has no limit
 * @param defaultRegion ISO 3166-1 alpha-2 region of numbers without a country code
 * @param machineId names this Mac to the service instead of the id made from its hardware
 * @param kafka properties of the Kafka client by their usual names
 */
public record AgentConfig(
        Optional<URI> apiUrl,
        Optional<String> apiKey,
        int initialLookbackDays,
        boolean createUnknownContacts,
        String defaultRegion,
        Optional<String> machineId,
        Map<String, String> kafka) {

    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    public static final AgentConfig DEFAULT =
            new AgentConfig(Optional.empty(), Optional.empty(), 365, true, "US", Optional.empty(), Map.of());

    public AgentConfig {
        kafka = Map.copyOf(kafka);
    }

    public Optional<String> bootstrapServers() {
        return Optional.ofNullable(kafka.get(BOOTSTRAP_SERVERS));
    }

    /** Without the API key and without the client's properties, which may hold passwords. */
    @Override
    public String toString() {
        return "AgentConfig[apiUrl=" + apiUrl + ", initialLookbackDays=" + initialLookbackDays
                + ", createUnknownContacts=" + createUnknownContacts + ", defaultRegion=" + defaultRegion + "]";
    }
}
