package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.chaos.ChaosCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A minute of what an hour by hand shows better: {@code ./kith chaos --seconds 3600}. */
class ChaosTest {

    private static final long SEED = 20_261_126;

    @Test
    void keepsEveryPromiseWhileEverythingBreaks() {
        Packaged.require();
        List<String> results = Collections.synchronizedList(new ArrayList<>());
        List<String> progress = Collections.synchronizedList(new ArrayList<>());

        int code = new CommandLine(new ChaosCommand(Repository.ROOT, results::add, progress::add))
                .execute("--seconds=60", "--seed=" + SEED);

        assertThat(code)
                .as("./kith chaos --seconds 60 --seed %d --keep%n%s%n%s", SEED, results, String.join("\n", progress))
                .isZero();
        assertThat(progress).contains("checked by cursor: 5 of 5");
        assertThat(results).last().asString().matches("chaos seed=" + SEED + " faults=[1-9]\\d* violations=0");
    }
}
