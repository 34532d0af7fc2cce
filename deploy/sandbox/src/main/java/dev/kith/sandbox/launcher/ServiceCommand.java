package dev.kith.sandbox.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the service is started: from its build, or by Maven with live reload. */
record ServiceCommand(List<String> line, Path directory, boolean isDevelopment) {

    private static final int FIRST_WARNING_JAVA = 24;
    private static final String DEFAULT_JAVA_OPTIONS = "-Xmx256m -XX:+UseSerialGC";

    static ServiceCommand packaged(LauncherContext context) {
        if (!Files.isRegularFile(context.serviceJar())) {
            throw new LauncherException(
                    "the service is not built: " + context.serviceJar() + " is missing.",
                    "Start it with ./kith up, which builds it, or run mvn -DskipTests package.");
        }
        Map<String, String> environment = context.environment();
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(quietOptions(Runtime.version().feature()));
        line.addAll(words(environment.getOrDefault("KITH_SERVICE_JAVA_OPTS", DEFAULT_JAVA_OPTIONS)));
        line.add("-jar");
        line.add(context.serviceJar().toString());
        return new ServiceCommand(line, context.project(), false);
    }

    /** Newer Java warns of what Netty and Kafka have done for years. */
    static List<String> quietOptions(int javaVersion) {
        return javaVersion < FIRST_WARNING_JAVA
                ? List.of()
                : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    static ServiceCommand development(LauncherContext context) {
        String maven = context.environment().getOrDefault("KITH_MAVEN", "mvn");
        List<String> line = List.of(
                maven,
                "--batch-mode",
                "--projects",
                "sync-service",
                "--also-make",
                "-Dspotless.check.skip=true",
                "compile",
                "quarkus:dev");
        return new ServiceCommand(line, context.project(), true);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
