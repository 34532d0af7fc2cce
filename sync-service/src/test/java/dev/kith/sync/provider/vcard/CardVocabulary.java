package dev.kith.sync.provider.vcard;

/** Shows tests of other packages how cards are worded. */
public final class CardVocabulary {

    private CardVocabulary() {}

    public static boolean speaksOfTheCard(String propertyName) {
        return CardExtras.speaksOfTheCard(propertyName);
    }

    public static String label(String written) {
        return CardLabels.unwrapped(written);
    }
}
