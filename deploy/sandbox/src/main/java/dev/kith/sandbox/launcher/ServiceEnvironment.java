package dev.kith.sandbox.launcher;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The variables the service is started with: the user's own, and for the rest the sandbox's. */
final class ServiceEnvironment {

    private ServiceEnvironment() {}

    static Map<String, String> of(
            Map<String, String> own, Secrets secrets, URI url, Database database, String kafka, StandIn standIn) {
        Map<String, String> variables = new HashMap<>();
        if (standIn != null) {
            variables.putAll(standIn.serviceEnvironment());
        }
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        variables.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        variables.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        variables.put("KITH_PUBLIC_URL", url.toString());
        variables.put("KITH_CARDDAV_ALLOW_PRIVATE", "true");
        variables.putAll(own);
        variables.put("KITH_API_KEY", secrets.apiKey());
        variables.put("KITH_CREDENTIALS_KEY", secrets.credentialsKey());
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(url.getPort()));
        return variables;
    }
}
