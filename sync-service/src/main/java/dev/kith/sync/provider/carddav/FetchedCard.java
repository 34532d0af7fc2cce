package dev.kith.sync.provider.carddav;

/**
 * A card as it came.
 *
 * @param etag {@code null} when none came with it
 */
record FetchedCard(String etag, String text) {

    @Override
    public String toString() {
        return "FetchedCard[" + text.length() + "]";
    }
}
