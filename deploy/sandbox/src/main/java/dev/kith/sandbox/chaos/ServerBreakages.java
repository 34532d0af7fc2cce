package dev.kith.sandbox.chaos;

import dev.kith.sandbox.system.BrokerProcess;
import dev.kith.sandbox.system.KithInstance;
import dev.kith.sandbox.system.TcpLine;
import java.util.Random;

/** What happens to instances, to PostgreSQL and to Kafka. */
final class ServerBreakages {

    private static final int SLOW_MILLIS = 40;
    private static final int MOST_REWOUND = 40;
    /** With what is drawn, longer than any lease. */
    private static final long FROZEN_MILLIS = ChaosServers.LEASE.toMillis();

    private final ChaosServers servers;
    private final Random random;
    private final Redelivery redelivery;

    ServerBreakages(ChaosServers servers, Random random) {
        this.servers = servers;
        this.random = random;
        this.redelivery = new Redelivery(servers, random);
    }

    Breakage of(FaultKind kind) {
        long millis = 500 + random.nextInt(5_000);
        KithInstance instance =
                servers.instances().get(random.nextInt(servers.instances().size()));
        TcpLine postgres = servers.postgresLine();
        TcpLine kafka = servers.kafkaLine();
        return switch (kind) {
            case KILL_INSTANCE -> Breakage.of(instance::kill, instance::launch, millis);
            case FREEZE_INSTANCE -> Breakage.of(instance::freeze, instance::thaw, FROZEN_MILLIS + 2 * millis);
            case RESTART_INSTANCE -> Breakage.of(instance::close, instance::launch, millis);
            case STOP_POSTGRES -> Breakage.of(servers::stopPostgres, servers::startPostgres, millis);
            case CRASH_POSTGRES -> Breakage.once(servers::crashPostgres);
            case CUT_POSTGRES -> Breakage.of(postgres::cut, postgres::mend, millis);
            case STALL_POSTGRES -> Breakage.of(postgres::stall, postgres::mend, 2 * millis);
            case SLOW_POSTGRES -> Breakage.of(() -> postgres.slow(SLOW_MILLIS), postgres::mend, millis);
            case DROP_POSTGRES_CONNECTIONS -> Breakage.once(postgres::dropConnections);
            case STOP_KAFKA -> Breakage.of(servers::stopKafka, servers::startKafka, millis);
            case KILL_KAFKA -> Breakage.of(servers.kafka()::kill, servers::startKafka, millis);
            case FULL_DISK -> fullDisk(servers.kafka(), millis);
            case CUT_KAFKA -> Breakage.of(kafka::cut, kafka::mend, millis);
            case STALL_KAFKA -> Breakage.of(kafka::stall, kafka::mend, 2 * millis);
            case SLOW_KAFKA -> Breakage.of(() -> kafka.slow(SLOW_MILLIS), kafka::mend, millis);
            case DROP_KAFKA_CONNECTIONS -> Breakage.once(kafka::dropConnections);
            case REPEAT_RECORDS -> Breakage.once(redelivery::repeat);
            case REWIND_OFFSETS -> Breakage.once(() -> redelivery.rewind(1 + random.nextInt(MOST_REWOUND)));
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    /** A broker that can write nothing ends by itself; where it had nothing to write it is ended. */
    private Breakage fullDisk(BrokerProcess broker, long millis) {
        return Breakage.of(
                broker::fillDisk,
                () -> {
                    broker.kill();
                    servers.startKafka();
                },
                millis);
    }

    /** One that could not start without its database is started again, as whatever runs it would do. */
    void revive() {
        for (KithInstance instance : servers.instances()) {
            if (!instance.isAlive()) {
                instance.launch();
            }
        }
    }

    void mend() {
        servers.postgresLine().mend();
        servers.kafkaLine().mend();
        revive();
        servers.instances().forEach(KithInstance::awaitReady);
    }
}
