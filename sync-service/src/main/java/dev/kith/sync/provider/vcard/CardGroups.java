package dev.kith.sync.provider.vcard;

import ezvcard.VCard;
import ezvcard.property.Kind;
import ezvcard.property.Member;
import ezvcard.property.RawProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Cards that stand for a group: vCard 4.0's, and Apple's, which are 3.0 with properties of its own. */
final class CardGroups {

    private static final String APPLE_KIND = "X-ADDRESSBOOKSERVER-KIND";
    private static final String APPLE_MEMBER = "X-ADDRESSBOOKSERVER-MEMBER";
    private static final String URN = "urn:uuid:";

    private CardGroups() {}

    static boolean isGroup(VCard card) {
        Kind kind = card.getKind();
        return kind != null && kind.isGroup()
                || extended(card, APPLE_KIND).anyMatch(value -> value.equalsIgnoreCase(Kind.GROUP));
    }

    static ReadCard.Group group(VCard card, List<CardProblem> problems) {
        List<String> members = Stream.concat(
                        card.getMembers().stream().map(Member::getUri).filter(Objects::nonNull),
                        extended(card, APPLE_MEMBER))
                .map(CardGroups::uid)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String name = CardMapper.text(card.getFormattedName());
        return new ReadCard.Group(
                card.getUid() == null ? null : CardMapper.clean(card.getUid().getValue()),
                name != null || card.getStructuredName() == null
                        ? name
                        : CardMapper.clean(card.getStructuredName().getFamily()),
                members,
                List.copyOf(problems));
    }

    private static Stream<String> extended(VCard card, String name) {
        return card.getExtendedProperties().stream()
                .filter(property -> property.getPropertyName().equalsIgnoreCase(name))
                .map(RawProperty::getValue)
                .map(CardMapper::clean)
                .filter(Objects::nonNull);
    }

    private static String uid(String member) {
        String clean = CardMapper.clean(member);
        return clean != null && clean.toLowerCase(Locale.ROOT).startsWith(URN)
                ? CardMapper.clean(clean.substring(URN.length()))
                : clean;
    }
}
