package dev.kith.sandbox.bench;

/** Something Kith owes, and how it is measured. */
interface Benchmark {

    /** The name outsiders know. */
    String name();

    /** What is measured against what. */
    String what();

    Goal goal();

    /** What the figure counts. */
    String unit();

    /** Measures baseline and subject in turns. */
    Result measure(BenchContext context);
}
