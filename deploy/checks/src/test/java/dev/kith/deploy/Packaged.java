package dev.kith.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The service as it ships. */
final class Packaged {

    static final Path SERVICE = Repository.file("sync-service/target/quarkus-app/quarkus-run.jar");

    private Packaged() {}

    /** Skips what needs it where only {@code mvn test} was run. */
    static void require() {
        assumeTrue(Files.exists(SERVICE), "the service is not packaged: mvn verify does that before it comes here");
    }
}
