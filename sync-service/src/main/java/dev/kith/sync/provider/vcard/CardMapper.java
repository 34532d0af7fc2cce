package dev.kith.sync.provider.vcard;

import static dev.kith.sync.provider.vcard.CardText.clean;
import static dev.kith.sync.provider.vcard.CardText.joined;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Organization;
import ezvcard.VCard;
import ezvcard.property.Nickname;
import ezvcard.property.Note;
import ezvcard.property.StructuredName;
import ezvcard.property.TextProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Maps one vCard. What has no place of its own in the model goes to the custom fields, so that nothing is lost. */
final class CardMapper {

    private static final String UNNAMED = "unnamed";

    private final VCard card;
    private final CardLabels labels;
    private final String region;

    CardMapper(VCard card, String region) {
        this.card = card;
        this.labels = new CardLabels(card);
        this.region = region;
    }

    /** Everything a card says of somebody, without an external id. */
    CanonicalContact map() {
        Gathered gathered = RawProperties.gather(card.getExtendedProperties(), labels);
        CardValues values = new CardValues(card, labels, region);
        categories()
                .filter(category -> !NamedGroups.isName(category))
                .forEach(category -> gathered.custom("CATEGORIES", category));
        return names(gathered)
                .uid(gathered.uid)
                .emails(values.emails())
                .phones(values.phones(gathered.phones))
                .addresses(values.addresses())
                .organizations(organizations())
                .birthdays(gathered.birthdays)
                .anniversaries(gathered.anniversaries)
                .events(gathered.events)
                .urls(values.urls(gathered.urls))
                .usernames(List.copyOf(gathered.usernames))
                .notes(joined(card.getNotes().stream().map(Note::getValue).toList(), "\n\n"))
                .relations(gathered.relations)
                .customFields(gathered.customFields)
                .groupMemberships(categories().filter(NamedGroups::isName).toList())
                .build();
    }

    /** Whether a contact says who it is or how to reach it. */
    static boolean tellsWho(CanonicalContact contact) {
        return Stream.of(contact.displayName(), contact.firstName(), contact.lastName(), contact.nickname())
                        .anyMatch(Objects::nonNull)
                || Stream.of(contact.emails(), contact.phones(), contact.organizations(), contact.addresses())
                        .anyMatch(values -> !values.isEmpty());
    }

    /** Whether a contact says nothing beside its names and what has no place of its own. */
    static boolean onlyNamed(CanonicalContact contact) {
        CanonicalContact rest = contact.toBuilder()
                .displayName(null)
                .namePrefix(null)
                .firstName(null)
                .middleName(null)
                .lastName(null)
                .nameSuffix(null)
                .customFields(List.of())
                .build();
        return empty(rest);
    }

    static boolean empty(CanonicalContact contact) {
        return contact.toBuilder().uid(null).raw(null).build().equals(builder().build());
    }

    private static CanonicalContactBuilder builder() {
        return CanonicalContact.builder(UNNAMED);
    }

    private CanonicalContactBuilder names(Gathered gathered) {
        List<StructuredName> names = card.getStructuredNames();
        StructuredName name = names.isEmpty() ? new StructuredName() : names.get(0);
        List<String> displayed = texts(card.getFormattedNames());
        String displayName = displayed.isEmpty() ? null : displayed.get(0);
        if (displayName == null && gathered.company && !organizations().isEmpty()) {
            displayName = organizations().get(0).name();
        }
        // Other renderings of the name, in other scripts or languages.
        displayed.stream().skip(1).forEach(other -> gathered.custom("FN", other));
        names.stream()
                .skip(1)
                .map(CardMapper::text)
                .filter(Objects::nonNull)
                .forEach(other -> gathered.custom("N", other));
        List<String> nicknames = new ArrayList<>(gathered.nicknames);
        card.getNicknames().stream().map(Nickname::getValues).forEach(nicknames::addAll);
        return builder()
                .displayName(displayName)
                .namePrefix(joined(name.getPrefixes(), " "))
                .firstName(clean(name.getGiven()))
                .middleName(joined(name.getAdditionalNames(), " "))
                .lastName(clean(name.getFamily()))
                .nameSuffix(joined(name.getSuffixes(), " "))
                .nickname(joined(nicknames, ", "));
    }

    private static String text(StructuredName name) {
        return joined(
                Stream.of(
                                name.getPrefixes().stream(),
                                Stream.of(name.getGiven()),
                                name.getAdditionalNames().stream(),
                                Stream.of(name.getFamily()),
                                name.getSuffixes().stream())
                        .flatMap(part -> part)
                        .toList(),
                " ");
    }

    /** The first title belongs to the first organisation, and so on. */
    private List<Organization> organizations() {
        List<Organization> organizations = new ArrayList<>();
        int count = Math.max(card.getOrganizations().size(), card.getTitles().size());
        for (int i = 0; i < count; i++) {
            List<String> units = i < card.getOrganizations().size()
                    ? card.getOrganizations().get(i).getValues()
                    : List.of();
            String title =
                    i < card.getTitles().size() ? clean(card.getTitles().get(i).getValue()) : null;
            String name = units.isEmpty() ? null : clean(units.get(0));
            String department = units.size() < 2 ? null : joined(units.subList(1, units.size()), ", ");
            if (name != null || department != null || title != null) {
                organizations.add(new Organization(name, department, title, organizations.isEmpty()));
            }
        }
        return organizations;
    }

    private Stream<String> categories() {
        return card.getCategoriesList().stream()
                .flatMap(categories -> categories.getValues().stream())
                .map(CardText::clean)
                .filter(Objects::nonNull)
                .distinct();
    }

    static List<String> texts(Collection<? extends TextProperty> properties) {
        return properties.stream()
                .map(property -> clean(property.getValue()))
                .filter(Objects::nonNull)
                .toList();
    }

    static String displayName(VCard card) {
        return texts(card.getFormattedNames()).stream()
                .findFirst()
                .orElseGet(() -> card.getStructuredName() == null ? null : text(card.getStructuredName()));
    }
}
