package dev.kith.sync.provider.vcard;

import ezvcard.property.Gender;
import ezvcard.property.Geo;
import ezvcard.property.Timezone;
import ezvcard.property.VCardProperty;

/** Properties that are no text, as text. */
final class CardText {

    private CardText() {}

    /** {@code null} where a property says nothing that could be told. */
    static String of(VCardProperty property) {
        if (property instanceof Geo geo) {
            return geo.getLatitude() == null ? null : geo.getLatitude() + "," + geo.getLongitude();
        }
        if (property instanceof Timezone zone) {
            return zone.getText() != null
                    ? zone.getText()
                    : zone.getOffset() == null ? null : zone.getOffset().toString();
        }
        if (property instanceof Gender gender) {
            return gender.getText() != null ? gender.getText() : gender.getGender();
        }
        return null;
    }
}
