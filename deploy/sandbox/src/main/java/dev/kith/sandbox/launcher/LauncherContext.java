package dev.kith.sandbox.launcher;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What a command may use of the outer world: a test hands in its own. */
record LauncherContext(
        Terminal terminal,
        Map<String, String> environment,
        Path project,
        Path userHome,
        Clock clock,
        Optional<StandInStarter> standIn) {

    Path serviceJar() {
        return project.resolve("sync-service/target/quarkus-app/quarkus-run.jar");
    }
}
