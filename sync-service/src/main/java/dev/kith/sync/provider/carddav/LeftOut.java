package dev.kith.sync.provider.carddav;

/** Is told how much of cards that were read is kept nowhere. */
@FunctionalInterface
interface LeftOut {

    /**
     * @param photos that are too large, no pictures, or not to be had
     * @param values what else is too large, and attachments
     */
    void count(int photos, int values);
}
