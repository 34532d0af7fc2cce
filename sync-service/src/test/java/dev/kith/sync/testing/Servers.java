package dev.kith.sync.testing;

import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** One PostgreSQL and one Kafka for the whole test JVM, each started when first asked for. */
public final class Servers {

    private static final Supplier<PostgresServer> POSTGRES = once(PostgresServer::temporary);
    private static final Supplier<KafkaServer> KAFKA = once(() -> KafkaServer.start(folder()));

    private Servers() {}

    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("kith-kafka");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends AutoCloseable> Supplier<T> once(Supplier<T> start) {
        return new Supplier<>() {
            private T started;

            @Override
            public synchronized T get() {
                if (started == null) {
                    started = start.get();
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
                }
                return started;
            }
        };
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("a test server did not stop", e);
        }
    }
}
