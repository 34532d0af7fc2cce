package dev.kith.sandbox.bench;

import picocli.CommandLine.Option;

/** How large everything is; the defaults are what the goals are about. */
final class BenchSizes {

    @Option(names = "--rounds", defaultValue = "3", description = "How often each is measured (${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--contacts", defaultValue = "25000", description = "Contacts of an account (${DEFAULT-VALUE}).")
    int contacts;

    @Option(names = "--grown", defaultValue = "250000", description = "Contacts there already (${DEFAULT-VALUE}).")
    int grown;

    @Option(names = "--states", defaultValue = "40", description = "States of each contact (${DEFAULT-VALUE}).")
    int states;

    @Option(names = "--messages", defaultValue = "1000000", description = "Messages of a Mac (${DEFAULT-VALUE}).")
    int messages;

    @Option(names = "--accounts", defaultValue = "10000", description = "Idle accounts (${DEFAULT-VALUE}).")
    int accounts;

    @Option(
            names = "--seconds",
            defaultValue = "300",
            description = "How long idle accounts are watched in all rounds together (${DEFAULT-VALUE}).")
    int seconds;
}
