package dev.kith.sandbox.launcher;

import java.nio.file.Path;

/** Starts a stand-in that keeps its state in a file, with or without demo accounts in it. */
@FunctionalInterface
interface StandInStarter {

    StandIn start(Path stateFile, boolean withDemoAccounts);
}
