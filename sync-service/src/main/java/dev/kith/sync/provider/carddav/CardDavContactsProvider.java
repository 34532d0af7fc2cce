package dev.kith.sync.provider.carddav;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.GroupBatch;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.PasswordStore;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.FoundContacts;
import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.KnownLinks.KnownLink;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.carddav.ChainPages.Reading;
import dev.kith.sync.provider.vcard.CardReader;
import dev.kith.sync.provider.vcard.ReadCard;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Contacts of a CardDAV account: all its address books in one chain of pages, each book a stream of its own, cards that are
 * known unchanged named without being read.
 */
public final class CardDavContactsProvider implements ContactsProvider {

    private final PasswordStore passwords;
    private final Homes homes;
    private final Chains chains;
    private final ChainPages pages;
    private final KnownLinks links;

    CardDavContactsProvider(PasswordStore passwords, Homes homes, Chains chains, ChainPages pages, KnownLinks links) {
        this.passwords = passwords;
        this.homes = homes;
        this.chains = chains;
        this.pages = pages;
        this.links = links;
    }

    @Override
    public String name() {
        return Accounts.CARDDAV;
    }

    @Override
    public Uni<AccountIdentity> validateCredentials(SourceAccount account) {
        return login(account)
                .chain(login -> homes.look(account, login)
                        .map(home -> new AccountIdentity(
                                home.principal(), login.username().contains("@") ? login.username() : null, Set.of())));
    }

    @Override
    public Uni<SourcePage> fullSync(SourceAccount account, String pageToken) {
        return login(account)
                .chain(login -> position(pageToken, login, () -> chains.full(account, login))
                        .chain(at -> page(account, login, true, at)));
    }

    @Override
    public Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken) {
        return login(account)
                .chain(login -> position(pageToken, login, () -> chains.since(account, login, cursor))
                        .chain(at -> page(account, login, false, at)));
    }

    private Uni<Login> login(SourceAccount account) {
        return passwords.load(account).map(Login::of);
    }

    private static Uni<PageToken> position(String pageToken, Login login, Supplier<Uni<PageToken>> start) {
        return pageToken == null ? start.get() : Uni.createFrom().item(() -> Chains.unpack(pageToken, login));
    }

    private Uni<SourcePage> page(SourceAccount account, Login login, boolean full, PageToken at) {
        return pages.page(new Reading(account, Chains.loginFor(login, at.cursor()), full), at);
    }

    /** The groups known from earlier runs, as they are now: only reading every card would tell of others. */
    @Override
    public Uni<GroupBatch> listGroups(SourceAccount account, String pageToken) {
        return login(account)
                .chain(login -> links.inStream(account, "")
                        .map(known -> known.stream().filter(KnownLink::group).toList())
                        .chain(groups -> groups.isEmpty()
                                ? Uni.createFrom().item(List.<CanonicalGroup>of())
                                : homes.find(account, login).chain(home -> groups(account, home, groups))))
                .map(groups -> new GroupBatch(groups, null, null));
    }

    private Uni<List<CanonicalGroup>> groups(SourceAccount account, Home home, List<KnownLink> known) {
        return cards(home, known.stream().map(KnownLink::name).toList()).map(books -> {
            List<CanonicalGroup> groups = new ArrayList<>();
            CardReader reader = new CardReader(account.region());
            books.forEach(book -> book.fetched().cards().forEach((name, card) -> {
                if (reader.read(card.text().strip()) instanceof ReadCard.Group group) {
                    groups.add(BookPage.group(name, card.etag(), group));
                }
            }));
            return groups;
        });
    }

    private record BookCards(Book book, Fetched fetched) {}

    /** The cards of these names, each asked for in the book it is of. */
    private Uni<List<BookCards>> cards(Home home, List<String> names) {
        return Multi.createFrom()
                .iterable(home.books())
                .onItem()
                .transformToUniAndConcatenate(book -> pages.cards()
                        .fetch(
                                home.login(),
                                book.address(),
                                names.stream()
                                        .filter(name -> name.startsWith(book.path()))
                                        .toList(),
                                Long.MAX_VALUE)
                        .map(fetched -> new BookCards(book, fetched)))
                .collect()
                .asList();
    }

    @Override
    public Uni<Set<String>> confirmDeleted(SourceAccount account, Set<String> externalIds) {
        return login(account)
                .chain(login -> chains.asked(account, login)
                        .chain(cursor -> links.byExternalId(account, externalIds)
                                .chain(known -> {
                                    // A card that turned into a group is no contact any more, though it is there.
                                    Set<String> gone = known.stream()
                                            .filter(KnownLink::group)
                                            .map(KnownLink::externalId)
                                            .collect(Collectors.toCollection(HashSet::new));
                                    List<KnownLink> contacts = contacts(externalIds, known, gone);
                                    return pages.moves()
                                            .gone(Chains.loginFor(login, cursor), cursor, contacts)
                                            .map(absent -> {
                                                absent.forEach(link -> gone.add(link.externalId()));
                                                return gone;
                                            });
                                })));
    }

    @Override
    public Uni<List<FoundContacts>> find(SourceAccount account, Set<String> names) {
        CardReader reader = new CardReader(account.region());
        return login(account)
                .chain(login -> homes.find(account, login))
                .chain(home -> cards(home, names.stream().sorted().toList())
                        .chain(books -> Multi.createFrom()
                                .iterable(books)
                                .map(book -> people(reader, book))
                                .filter(found -> !found.contacts().isEmpty())
                                .onItem()
                                .transformToUniAndConcatenate(found -> withPhotos(home.login(), found))
                                .collect()
                                .asList()));
    }

    private Uni<FoundContacts> withPhotos(Login login, FoundContacts found) {
        return pages.photos()
                .of(login, found.contacts(), Long.MAX_VALUE)
                .map(shown -> new FoundContacts(
                        found.stream(),
                        found.contacts().stream()
                                .map(contact -> shown.contacts().getOrDefault(contact.externalId(), contact))
                                .toList(),
                        found.groups()));
    }

    private static FoundContacts people(CardReader reader, BookCards cards) {
        List<CanonicalContact> contacts = new ArrayList<>();
        List<CanonicalGroup> groups = new ArrayList<>();
        cards.fetched().cards().forEach((name, card) -> {
            if (reader.read(card.text().strip()) instanceof ReadCard.Person person) {
                contacts.add(person.as(name).toBuilder().etag(card.etag()).build());
                groups.addAll(person.groups());
            }
        });
        return new FoundContacts(cards.book().path(), contacts, groups);
    }

    private static List<KnownLink> contacts(Set<String> externalIds, List<KnownLink> known, Set<String> groups) {
        Map<String, KnownLink> links = new HashMap<>();
        known.stream().filter(link -> !link.group()).forEach(link -> links.put(link.externalId(), link));
        return externalIds.stream()
                .filter(id -> !groups.contains(id))
                .map(id -> links.containsKey(id) ? links.get(id) : unknown(id))
                .toList();
    }

    private static KnownLink unknown(String id) {
        return new KnownLink(id, id, null, null, id.substring(0, id.lastIndexOf('/') + 1), false);
    }
}
