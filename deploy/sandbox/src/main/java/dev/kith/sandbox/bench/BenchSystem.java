package dev.kith.sandbox.bench;

import dev.kith.sandbox.system.KithInstance;
import dev.kith.sandbox.system.KithServers;

/**
 * Kith, and what it stands on.
 *
 * @param end what becomes of it when it is closed
 */
record BenchSystem(KithServers servers, KithInstance instance, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }
}
