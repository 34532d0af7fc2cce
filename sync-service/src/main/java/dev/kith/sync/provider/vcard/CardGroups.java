package dev.kith.sync.provider.vcard;

import ezvcard.VCard;
import ezvcard.property.RawProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Cards that stand for a group: vCard 4.0's, and Apple's, which are 3.0 with properties of its own. */
final class CardGroups {

    private static final Set<String> KINDS = Set.of("KIND", "X-ADDRESSBOOKSERVER-KIND");
    private static final Set<String> MEMBERS = Set.of("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER");
    private static final String URN = "urn:uuid:";

    private CardGroups() {}

    static boolean isGroup(VCard card) {
        return values(card, KINDS).anyMatch("group"::equalsIgnoreCase);
    }

    static ReadCard.Group group(VCard card, List<CardProblem> problems) {
        return new ReadCard.Group(
                values(card, Set.of("UID")).findFirst().orElse(null),
                CardMapper.displayName(card),
                values(card, MEMBERS)
                        .map(CardGroups::withoutUrn)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                List.copyOf(problems));
    }

    private static Stream<String> values(VCard card, Set<String> names) {
        return card.getExtendedProperties().stream()
                .filter(property -> names.contains(property.getPropertyName().toUpperCase(Locale.ROOT)))
                .map(RawProperty::getValue)
                .map(CardText::unescaped)
                .filter(Objects::nonNull);
    }

    /** A UID as groups and cards can be compared by. */
    static String withoutUrn(String uid) {
        return uid.regionMatches(true, 0, URN, 0, URN.length()) ? CardText.clean(uid.substring(URN.length())) : uid;
    }
}
