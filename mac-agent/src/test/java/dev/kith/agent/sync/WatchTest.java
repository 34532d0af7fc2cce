package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.Stop;
import dev.kith.agent.sqlite.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    private static final int LOOKS = 3;

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    @Test
    void sendsWhatWasTooFreshAtTheFirstLookThoughNothingElseChanges() {
        TestMac.in(mac).messages(messages -> messages.received("m-fresh", AgentRunner.NOW, 1, 1L));
        AtomicInteger looks = new AtomicInteger();
        Stop stop = new Stop();
        AgentRunner agent = new AgentRunner(userHome);
        agent.stoppedBy(stop);
        agent.by(new ClockOfLooks(looks));
        agent.through(new FileAccess() {
            @Override
            public List<Path> list(Path folder) throws IOException {
                if (folder.endsWith("Sources") && looks.incrementAndGet() == LOOKS) {
                    stop.request();
                }
                return FileAccess.super.list(folder);
            }
        });

        AgentRunner.Outcome outcome =
                agent.run("watch", "--home", mac.toString(), "--sink", "stdout", "--interactions-only");

        assertThat(outcome.exitCode()).isZero();
        assertThat(Sent.of(outcome).interactionIds())
                .filteredOn(id -> id.contains("m-fresh"))
                .hasSize(1);
    }

    /** Goes on by some seconds with each look at the stores. */
    private static final class ClockOfLooks extends Clock {

        private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

        private final AtomicInteger looks;

        private ClockOfLooks(AtomicInteger looks) {
            this.looks = looks;
        }

        @Override
        public Instant instant() {
            return AgentRunner.NOW.plus(BETWEEN_LOOKS.multipliedBy(Math.max(0, looks.get() - 1)));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
