package dev.kith.sync.provider.vcard;

import ezvcard.VCard;
import ezvcard.property.RawProperty;
import ezvcard.property.VCardProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What values are called: Apple's label beside a grouped property, else the property's type. */
final class CardLabels {

    private static final Set<String> NO_LABELS =
            Set.of("pref", "internet", "voice", "x400", "text", "dom", "intl", "postal", "parcel", "type");

    private final Map<String, String> byGroup = new HashMap<>();
    private final Map<String, String> countryByGroup = new HashMap<>();

    CardLabels(VCard card) {
        for (RawProperty property : card.getExtendedProperties()) {
            if (property.getGroup() == null) {
                continue;
            }
            String group = property.getGroup().toLowerCase(Locale.ROOT);
            if (property.getPropertyName().equalsIgnoreCase("X-ABLabel")) {
                byGroup.put(group, unwrapped(property.getValue()));
            } else if (property.getPropertyName().equalsIgnoreCase("X-ABADR")) {
                countryByGroup.put(group, property.getValue());
            }
        }
    }

    /** Apple writes its own labels as {@code _$!<Home>!$_}. */
    static String unwrapped(String label) {
        String clean = CardMapper.clean(label);
        return clean != null && clean.startsWith("_$!<") && clean.endsWith(">!$_")
                ? clean.substring(4, clean.length() - 4).toLowerCase(Locale.ROOT)
                : clean;
    }

    /** The label of a property; {@code null} when it has none. */
    String of(VCardProperty property) {
        String label = property.getGroup() == null
                ? null
                : byGroup.get(property.getGroup().toLowerCase(Locale.ROOT));
        return label != null
                ? label
                : types(property).stream()
                        .filter(type -> !NO_LABELS.contains(type))
                        .findFirst()
                        .orElse(null);
    }

    boolean primary(VCardProperty property) {
        return types(property).contains("pref") || property.getParameters().getPref() != null;
    }

    /** Apple's country of a grouped address; {@code null} when it has none. */
    String countryCode(VCardProperty property) {
        return property.getGroup() == null
                ? null
                : countryByGroup.get(property.getGroup().toLowerCase(Locale.ROOT));
    }

    private static List<String> types(VCardProperty property) {
        return property.getParameters().get("TYPE").stream()
                .flatMap(types -> List.of(types.split(",")).stream())
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
