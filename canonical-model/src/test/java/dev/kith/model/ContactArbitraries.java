package dev.kith.model;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Contacts of every shape, their texts from all of Unicode, halves of surrogate pairs and U+0000 included. */
public final class ContactArbitraries implements ArbitraryProvider {

    @Override
    public boolean canProvideFor(TypeUsage target) {
        return target.isOfType(CanonicalContact.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage target, SubtypeProvider subtypes) {
        return Set.of(contacts());
    }

    private static Arbitrary<CanonicalContact> contacts() {
        return Builders.withBuilder(() -> CanonicalContact.builder("x"))
                .use(text())
                .in(CanonicalContactBuilder::etag)
                .use(text())
                .in(CanonicalContactBuilder::uid)
                .use(text().list().ofMaxSize(2))
                .in(CanonicalContactBuilder::aliases)
                .use(Arbitraries.of(true, false))
                .in(CanonicalContactBuilder::deleted)
                .use(text())
                .in(CanonicalContactBuilder::displayName)
                .use(text())
                .in(CanonicalContactBuilder::namePrefix)
                .use(text())
                .in(CanonicalContactBuilder::firstName)
                .use(text())
                .in(CanonicalContactBuilder::middleName)
                .use(text())
                .in(CanonicalContactBuilder::lastName)
                .use(text())
                .in(CanonicalContactBuilder::nameSuffix)
                .use(text())
                .in(CanonicalContactBuilder::nickname)
                .use(some(Combinators.combine(value(), text(), flag(), text()).as(Email::new)))
                .in(CanonicalContactBuilder::emails)
                .use(some(Combinators.combine(value(), text(), flag(), e164()).as(Phone::new)))
                .in(CanonicalContactBuilder::phones)
                .use(some(addresses()))
                .in(CanonicalContactBuilder::addresses)
                .use(some(Combinators.combine(text(), text(), text(), flag()).as(Organization::new)))
                .in(CanonicalContactBuilder::organizations)
                .use(some(dates()))
                .in(CanonicalContactBuilder::birthdays)
                .use(some(dates()))
                .in(CanonicalContactBuilder::anniversaries)
                .use(some(dates()))
                .in(CanonicalContactBuilder::events)
                .use(some(Combinators.combine(value(), text()).as(Url::new)))
                .in(CanonicalContactBuilder::urls)
                .use(some(Combinators.combine(value(), text()).as(Username::new)))
                .in(CanonicalContactBuilder::usernames)
                .use(some(Combinators.combine(value(), flag(), flag()).as(Photo::new)))
                .in(CanonicalContactBuilder::photos)
                .use(text())
                .in(CanonicalContactBuilder::notes)
                .use(some(Combinators.combine(value(), text()).as(Relation::new)))
                .in(CanonicalContactBuilder::relations)
                .use(some(Combinators.combine(value(), text()).as(CustomField::new)))
                .in(CanonicalContactBuilder::customFields)
                .use(text().list().ofMaxSize(2))
                .in(CanonicalContactBuilder::groupMemberships)
                .use(text().map(text -> text == null ? null : TextNode.valueOf(text)))
                .in(CanonicalContactBuilder::raw)
                .build(CanonicalContactBuilder::build);
    }

    private static <T> Arbitrary<List<T>> some(Arbitrary<T> entries) {
        return entries.list().ofMaxSize(3);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().all().ofMaxLength(8).injectNull(0.3);
    }

    private static Arbitrary<String> value() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(text -> Components.optional(text) != null);
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<String> e164() {
        return Arbitraries.longs()
                .between(10, 999_999_999_999_999L)
                .map(digits -> "+" + digits)
                .injectNull(0.5);
    }

    private static Arbitrary<DateEvent> dates() {
        return Combinators.combine(
                        text(),
                        Arbitraries.integers().between(1, 9999).injectNull(0.5),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 29))
                .as(DateEvent::new);
    }

    private static Arbitrary<PostalAddress> addresses() {
        return Combinators.combine(
                        text(), text(), text(), text(), text(), Arbitraries.of("DE", "US", null), text(), flag())
                .as((street, city, region, code, formatted, country, label, current) -> new PostalAddress(
                        street, null, null, city, region, code, country, null, formatted, label, current));
    }
}
