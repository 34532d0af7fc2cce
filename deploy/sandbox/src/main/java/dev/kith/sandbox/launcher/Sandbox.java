package dev.kith.sandbox.launcher;

import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.Ports;
import dev.kith.sandbox.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts the servers and the service in their order, and says what it does. */
final class Sandbox {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration DEV_READY_LIMIT = Duration.ofMinutes(10);

    private final LauncherContext context;
    private final OpenParts parts;
    private final SandboxOptions options;

    Sandbox(LauncherContext context, OpenParts parts, SandboxOptions options) {
        this.context = context;
        this.parts = parts;
        this.options = options;
    }

    /** Returns when the service is ready and the demo data have arrived. */
    ServiceProcess start(ServiceCommand command) {
        DataFolder data = DataFolder.prepare(options.dataOr(context.userHome()));
        parts.open("The lock", () -> FolderLock.take(data));
        stopLeftOver(data);
        int port = port();
        Secrets secrets = Secrets.of(data, context.environment(), new SecureRandom());
        Database database = database(data);
        context.terminal().progress("starting Kafka …");
        KafkaServer kafka = parts.open("Kafka", () -> KafkaServer.start(data.kafka()));
        StandIn standIn = standIn(data);
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        Map<String, String> environment =
                ServiceEnvironment.of(context.environment(), secrets, url, database, kafka.bootstrapServers(), standIn);
        context.terminal().progress("starting the service, its log is " + data.serviceLog() + " …");
        ServiceProcess service = parts.open(
                "The service", () -> ServiceProcess.start(command.line(), command.directory(), environment, data));
        KithClient kith = new KithClient(url, secrets.apiKey());
        awaitReady(kith, service, command.isDevelopment() ? DEV_READY_LIMIT : READY_LIMIT);
        writeEnvironmentFile(data, url, secrets, database, kafka, standIn);
        tellWhatIsThere(data, kith, service, standIn);
        if (!options.empty) {
            new MacAgentStep(context, data.root(), url, secrets.apiKey(), kafka.bootstrapServers()).run();
        }
        String signIn = kith.signInPath();
        context.terminal()
                .progress("the link below signs in once; later, KITH_API_KEY of " + data.environmentFile() + " does.");
        context.terminal().result("Kith is ready: " + url);
        context.terminal().result("Sign in: " + url.resolve(signIn));
        return service;
    }

    /** What a killed launcher left running goes first: it holds the port, and the database that it writes to is next. */
    private void stopLeftOver(DataFolder data) {
        try {
            ServiceProcess.stopLeftOver(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the service that an earlier start left running could not be stopped", e);
        }
    }

    private void tellWhatIsThere(DataFolder data, KithClient kith, ServiceProcess service, StandIn standIn) {
        SyncSummary summary = new SyncSummary(kith, context, () -> parts.isClosed() || !service.isAlive());
        DemoData demo = new DemoData(kith, data);
        if (standIn != null && !options.empty && demo.isMissing()) {
            context.terminal().progress("connecting the demo accounts …");
            demo.bring(standIn.demoAccounts());
            summary.tellFirstSyncs();
        } else {
            summary.tellAccounts();
        }
    }

    private int port() {
        if (options.port == 0) {
            return Ports.free();
        }
        if (options.port < 0 || options.port > 65_535) {
            throw new LauncherException(options.port + " is not a port.", "Use --port with a number up to 65535.");
        }
        if (!Ports.isFree(options.port)) {
            throw new LauncherException(
                    "port " + options.port + " is taken on 127.0.0.1.",
                    "Stop what listens there, or use --port N with another port (0 takes any free one).");
        }
        return options.port;
    }

    private Database database(DataFolder data) {
        String own = context.environment().get("KITH_SANDBOX_DB_URL");
        if (own != null) {
            context.terminal().progress("using the database of KITH_SANDBOX_DB_URL …");
            return Database.parse(own);
        }
        context.terminal().progress("starting PostgreSQL …");
        PostgresServer postgres = parts.open(
                "PostgreSQL",
                "Its log is " + data.postgresLog() + ". KITH_SANDBOX_DB_URL names a PostgreSQL of your own instead.",
                () -> PostgresServer.durable(data.postgres(), data.programs(), data.postgresLog()));
        postgres.createDatabase("kith");
        return Database.of(postgres, "kith");
    }

    private StandIn standIn(DataFolder data) {
        if (context.standIn().isEmpty()) {
            return null;
        }
        context.terminal().progress("starting the Google stand-in …");
        StandInStarter starter = context.standIn().get();
        return parts.open("The Google stand-in", () -> starter.start(data.googleState(), !options.empty));
    }

    private void awaitReady(KithClient kith, ServiceProcess service, Duration limit) {
        Instant deadline = context.clock().instant().plus(limit);
        while (!kith.isReady()) {
            if (!service.isAlive()) {
                throw service.died();
            }
            if (context.clock().instant().isAfter(deadline)) {
                throw new LauncherException(
                        "the service was not ready after " + limit.toSeconds() + " seconds.",
                        "Its log in the data folder says why.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private void writeEnvironmentFile(
            DataFolder data, URI url, Secrets secrets, Database database, KafkaServer kafka, StandIn standIn) {
        String base = url.toString().replaceAll("/$", "");
        String content = String.join(
                "\n",
                List.of(
                        "KITH_URL=" + base,
                        "KITH_API_KEY=" + secrets.apiKey(),
                        "KITH_DB_URL=" + database.libpqUrl(),
                        "KITH_KAFKA=" + kafka.bootstrapServers(),
                        "KITH_GOOGLE_STANDIN_URL=" + (standIn == null ? "" : standIn.url()),
                        ""));
        parts.open("sandbox.env", () -> {
            OwnerOnly.write(data.environmentFile(), content);
            return (AutoCloseable) data::removeEnvironmentFile;
        });
    }
}
