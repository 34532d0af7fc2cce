package dev.kith.sandbox.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command which starts a sandbox takes. */
final class SandboxOptions {

    @Option(names = "--empty", description = "Start without demo accounts and demo data.")
    boolean empty;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${env:QUARKUS_HTTP_PORT:-8080}",
            description = "HTTP port on 127.0.0.1; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that keeps the sandbox's data. Default: ~/.kith/sandbox.")
    Path data;

    Path dataOr(Path userHome) {
        return data == null ? userHome.resolve(".kith").resolve("sandbox") : data;
    }
}
