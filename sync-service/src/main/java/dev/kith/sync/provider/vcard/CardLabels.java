package dev.kith.sync.provider.vcard;

import ezvcard.VCard;
import ezvcard.property.RawProperty;
import ezvcard.property.VCardProperty;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What values are called: Apple's label beside a grouped property, else the property's types, in the words of the model. */
final class CardLabels {

    /** Types that say what a value is, not what it is for. */
    private static final Set<String> NO_LABELS = Set.of(
            "pref",
            "internet",
            "voice",
            "x400",
            "text",
            "msg",
            "dom",
            "intl",
            "postal",
            "parcel",
            "type",
            "preferred",
            "");

    private final Map<String, String> byGroup = new HashMap<>();
    private final Map<String, String> countryByGroup = new HashMap<>();

    CardLabels(VCard card) {
        for (RawProperty property : card.getExtendedProperties()) {
            if (property.getGroup() == null) {
                continue;
            }
            if (property.getPropertyName().equalsIgnoreCase("X-ABLabel")) {
                byGroup.put(group(property), unwrapped(CardText.unescaped(property.getValue())));
            } else if (property.getPropertyName().equalsIgnoreCase("X-ABADR")) {
                countryByGroup.put(group(property), property.getValue());
            }
        }
    }

    private static String group(VCardProperty property) {
        return property.getGroup().toLowerCase(Locale.ROOT);
    }

    /** Apple writes its own labels as {@code _$!<Home>!$_}. */
    static String unwrapped(String label) {
        if (label == null || label.equals("$!!$")) {
            return null;
        }
        if (!label.startsWith("_$!<") || !label.endsWith(">!$_")) {
            return label;
        }
        String word = label.substring(4, label.length() - 4).replace("FAX", "Fax");
        return word.isEmpty() ? null : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    /** The label of a property; {@code null} when it has none. */
    String of(VCardProperty property) {
        String label = property.getGroup() == null ? null : byGroup.get(group(property));
        return label != null ? label : ofTypes(types(property));
    }

    private static String ofTypes(Set<String> types) {
        types.removeAll(NO_LABELS);
        String place = types.contains("work") ? "work" : types.contains("home") ? "home" : "";
        if (types.contains("fax")) {
            return place.isEmpty() ? "fax" : place + "Fax";
        }
        if (types.contains("iphone")) {
            return "iPhone";
        }
        if (types.contains("cell") || types.contains("mobile")) {
            return place.equals("work") ? "workMobile" : "mobile";
        }
        if (types.contains("pager")) {
            return place.equals("work") ? "workPager" : "pager";
        }
        return types.isEmpty() ? null : String.join(" ", types);
    }

    /** Of values of one kind the one to prefer; {@code null} when the card does not say. */
    static <T extends VCardProperty> T preferred(List<T> properties) {
        return properties.stream()
                .filter(property -> types(property).contains("pref"))
                .findFirst()
                .or(() -> properties.stream()
                        .filter(property -> pref(property) != null)
                        .min(Comparator.comparing(CardLabels::pref)))
                .orElse(null);
    }

    /** The rank of vCard 4.0; the lowest is the first choice. */
    private static Integer pref(VCardProperty property) {
        String rank = property.getParameters().first("PREF");
        return rank != null && rank.matches("\\d{1,3}") ? Integer.valueOf(rank) : null;
    }

    /** Apple's country of a grouped address; {@code null} when it has none. */
    String countryCode(VCardProperty property) {
        return property.getGroup() == null ? null : countryByGroup.get(group(property));
    }

    private static Set<String> types(VCardProperty property) {
        Set<String> types = new LinkedHashSet<>();
        for (String written : property.getParameters().get("TYPE")) {
            for (String type : written.split(",")) {
                types.add(type.strip().toLowerCase(Locale.ROOT));
            }
        }
        return types;
    }
}
