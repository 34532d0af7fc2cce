package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.GroupBatch;
import dev.kith.model.SyncMode;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.FoundContacts;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.google.GooglePages.Step;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Contacts of a Google account through the People API: groups, then "My Contacts", then, where the account asks for them,
 * "Other contacts", all in one chain of pages.
 *
 * @see <a href="https://developers.google.com/people/api/rest/v1/people.connections/list">people.connections.list</a>
 */
public final class GoogleContactsProvider implements ContactsProvider {

    static final String ME = "/v1/people/me?personFields=emailAddresses,metadata&prettyPrint=false";

    private final GoogleApi api;
    private final GoogleGroups groups;
    private final GooglePages pages;
    private final PeopleByName byName;
    private final ListedPeople people;

    GoogleContactsProvider(GoogleApi api) {
        this.api = api;
        this.groups = new GoogleGroups(api);
        this.pages = new GooglePages(api);
        this.byName = new PeopleByName(api);
        this.people = new ListedPeople(api);
    }

    @Override
    public String name() {
        return Accounts.GOOGLE;
    }

    @Override
    public Uni<AccountIdentity> validateCredentials(SourceAccount account) {
        return api.get(account, ME, Asked.about(Stream.CONTACTS))
                .chain(me -> api.grantedScopes(account).map(scopes -> identity(me, scopes)));
    }

    static AccountIdentity identity(JsonNode me, Set<String> scopes) {
        String email = null;
        for (JsonNode address : me.path("emailAddresses")) {
            if (email == null || address.at("/metadata/primary").asBoolean()) {
                email = address.path("value").asText(null);
            }
        }
        String identity = me.path("resourceName").asText("");
        if (identity.isBlank()) {
            throw new ProviderException(
                    new ProviderFailure.Malformed("Google does not say whose account this is. It is asked again."));
        }
        return new AccountIdentity(identity, email, scopes);
    }

    @Override
    public Uni<SourcePage> fullSync(SourceAccount account, String pageToken) {
        return Uni.createFrom()
                .deferred(() -> pageToken == null
                        ? groups.all(account)
                                .chain(all -> pages.read(new Step(
                                        account,
                                        SyncMode.FULL,
                                        GoogleCursor.NONE,
                                        GooglePageToken.start(GoogleGroups.hash(all)),
                                        all)))
                        : pages.read(
                                new Step(account, SyncMode.FULL, GoogleCursor.NONE, unpack(pageToken), List.of())));
    }

    @Override
    public Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken) {
        return Uni.createFrom().deferred(() -> {
            GoogleCursor since = Opaque.unpack(cursor, GoogleCursor.class).orElse(GoogleCursor.NONE);
            if (since.token(Stream.CONTACTS) == null) {
                throw new ProviderException(new ProviderFailure.CursorExpired(
                        "What is asked of Google has changed since the last sync: everything is listed again."));
            }
            return pageToken == null
                    ? firstChanges(account, since)
                    : pages.read(new Step(account, SyncMode.INCREMENTAL, since, unpack(pageToken), List.of()));
        });
    }

    private Uni<SourcePage> firstChanges(SourceAccount account, GoogleCursor since) {
        return groups.all(account).chain(all -> {
            String hash = GoogleGroups.hash(all);
            List<CanonicalGroup> changed = hash.equals(since.groups()) ? List.of() : all;
            return pages.read(new Step(account, SyncMode.INCREMENTAL, since, GooglePageToken.start(hash), changed));
        });
    }

    private static GooglePageToken unpack(String pageToken) {
        return Opaque.unpack(pageToken, GooglePageToken.class)
                .filter(GooglePageToken::current)
                .orElseThrow(() -> new ProviderException(new ProviderFailure.ChainBroken(
                        "What is asked of Google has changed since this listing began: it starts again.")));
    }

    @Override
    public Uni<GroupBatch> listGroups(SourceAccount account, String pageToken) {
        return groups.page(account, pageToken);
    }

    @Override
    public Uni<Set<String>> confirmDeleted(SourceAccount account, Set<String> externalIds) {
        // Other contacts cannot be asked for: their absence from a whole listing must do.
        Set<String> gone = externalIds.stream()
                .filter(name -> !PeopleByName.canBeAskedFor(name))
                .collect(Collectors.toCollection(HashSet::new));
        return byName.ask(account, externalIds, "metadata").map(answers -> {
            answers.stream()
                    .filter(PeopleByName.Answer::gone)
                    .map(PeopleByName.Answer::askedFor)
                    .forEach(gone::add);
            return gone;
        });
    }

    @Override
    public Uni<List<FoundContacts>> find(SourceAccount account, Set<String> names) {
        return byName.ask(account, names, PersonFields.CONTACTS)
                .map(answers -> answers.stream()
                        .filter(answer -> !answer.gone() && !answer.person().isMissingNode())
                        .map(PeopleByName.Answer::person)
                        .toList())
                .chain(found -> people.of(account, found))
                .map(found -> found.nobody()
                        ? List.of()
                        : List.of(new FoundContacts(Stream.CONTACTS.streamName(), found.contacts(), List.of())));
    }
}
