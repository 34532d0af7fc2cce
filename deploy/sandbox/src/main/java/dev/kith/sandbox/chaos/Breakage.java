package dev.kith.sandbox.chaos;

/**
 * Something broken for a while.
 *
 * @param millis how long it stays so before it is mended
 */
record Breakage(Runnable begin, Runnable end, long millis) {

    private static final Runnable NOTHING = () -> {};

    static Breakage of(Runnable begin, Runnable end, long millis) {
        return new Breakage(begin, end, millis);
    }

    /** One that has happened once it has begun. */
    static Breakage once(Runnable happening) {
        return new Breakage(happening, NOTHING, 0);
    }
}
