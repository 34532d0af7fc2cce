package dev.kith.sandbox.google;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How a stand-in is started.
 *
 * @param port 0 for any free one
 * @param stateFile where its accounts are kept between starts; {@code null} to keep nothing
 */
public record StandInOptions(int port, Path stateFile, Clock clock) {

    public static StandInOptions temporary() {
        return new StandInOptions(0, null, Clock.systemUTC());
    }
}
