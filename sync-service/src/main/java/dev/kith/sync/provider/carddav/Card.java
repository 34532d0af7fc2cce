package dev.kith.sync.provider.carddav;

/**
 * A card as it came.
 *
 * @param etag {@code null} when none came with it
 */
record Card(String etag, String text) {

    @Override
    public String toString() {
        return "Card[" + text.length() + "]";
    }
}
