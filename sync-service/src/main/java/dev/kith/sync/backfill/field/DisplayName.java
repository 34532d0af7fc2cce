package dev.kith.sync.backfill.field;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What to call a contact that nobody gave a name: whatever else tells it from others. */
public final class DisplayName {

    /** The name of somebody of whom nothing is known. */
    public static final String NOTHING_KNOWN = "Unnamed contact";

    private DisplayName() {}

    public static String derive(Map<ScalarField, String> scalars, List<ItemRow<InfoItem>> infos) {
        return Stream.of(
                        scalars.get(ScalarField.NICKNAME),
                        scalars.get(ScalarField.COMPANY),
                        first(infos, InfoItem.EMAIL),
                        first(infos, InfoItem.PHONE),
                        first(infos, InfoItem.WEBSITE),
                        first(infos, InfoItem.OTHER))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(NOTHING_KNOWN);
    }

    private static String first(List<ItemRow<InfoItem>> infos, String type) {
        List<InfoItem> ofType = infos.stream()
                .map(ItemRow::item)
                .filter(item -> item.type().equals(type))
                .toList();
        return ofType.stream()
                .filter(InfoItem::primary)
                .findFirst()
                .or(() -> ofType.stream().findFirst())
                .map(InfoItem::value)
                .orElse(null);
    }
}
