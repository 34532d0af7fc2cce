package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.GroupBatch;
import dev.kith.model.SyncMode;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.google.GoogleFailures.Asked;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Contacts of a Google account through the People API: groups, then "My Contacts", then, where the account asks for them,
 * "Other contacts", all in one chain of pages.
 *
 * @see <a href="https://developers.google.com/people/api/rest/v1/people.connections/list">people.connections.list</a>
 */
public final class GoogleContactsProvider implements ContactsProvider {

    public static final String NAME = "google";

    private final GoogleApi api;
    private final GoogleGroups groups;
    private final GoogleAbsence absence;

    GoogleContactsProvider(GoogleApi api) {
        this.api = api;
        this.groups = new GoogleGroups(api);
        this.absence = new GoogleAbsence(api);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<AccountIdentity> validateCredentials(SourceAccount account) {
        Asked asked = new Asked("contacts", Stream.CONTACTS.scope(), false, false, false);
        return api.get(account, "/v1/people/me?personFields=emailAddresses,metadata&prettyPrint=false", asked)
                .map(GoogleContactsProvider::identity);
    }

    private static AccountIdentity identity(JsonNode me) {
        String email = null;
        for (JsonNode address : me.path("emailAddresses")) {
            if (email == null || address.at("/metadata/primary").asBoolean()) {
                email = address.path("value").asText(null);
            }
        }
        String identity = me.path("resourceName").asText("");
        if (identity.isEmpty()) {
            throw new ProviderException(
                    new ProviderFailure.Malformed("Google does not say whose account this is. It is asked again."));
        }
        return new AccountIdentity(identity, email, Set.of());
    }

    @Override
    public Uni<SourcePage> fullSync(SourceAccount account, String pageToken) {
        return pageToken == null
                ? groups.all(account)
                        .chain(all -> page(
                                account,
                                SyncMode.FULL,
                                GoogleCursor.NONE,
                                GooglePageToken.start(GoogleGroups.hash(all)),
                                all))
                : unpack(pageToken).chain(at -> page(account, SyncMode.FULL, GoogleCursor.NONE, at, List.of()));
    }

    @Override
    public Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken) {
        GoogleCursor since = Opaque.unpack(cursor, GoogleCursor.class).orElse(GoogleCursor.NONE);
        if (since.token(Stream.CONTACTS) == null) {
            return Uni.createFrom()
                    .failure(new ProviderException(new ProviderFailure.CursorExpired(
                            "What is asked of Google has changed since the last sync: everything is listed again.")));
        }
        if (pageToken != null) {
            return unpack(pageToken).chain(at -> page(account, SyncMode.INCREMENTAL, since, at, List.of()));
        }
        return groups.all(account).chain(all -> {
            String hash = GoogleGroups.hash(all);
            List<CanonicalGroup> changed = hash.equals(since.groups()) ? List.of() : all;
            return page(account, SyncMode.INCREMENTAL, since, GooglePageToken.start(hash), changed);
        });
    }

    private static Uni<GooglePageToken> unpack(String pageToken) {
        return Uni.createFrom()
                .optional(Opaque.unpack(pageToken, GooglePageToken.class))
                .onItem()
                .ifNull()
                .failWith(() -> new ProviderException(new ProviderFailure.ChainBroken(
                        "The page position is of an older version: the listing starts again.")));
    }

    private Uni<SourcePage> page(
            SourceAccount account,
            SyncMode mode,
            GoogleCursor since,
            GooglePageToken at,
            List<CanonicalGroup> changedGroups) {
        String syncToken = at.anew() ? null : since.token(at.stream());
        String query = at.stream().path() + "?" + at.stream().parameters()
                + (syncToken == null ? "" : "&syncToken=" + encode(syncToken))
                + (at.token() == null ? "" : "&pageToken=" + encode(at.token()));
        Asked asked = new Asked(
                at.stream().streamName(),
                at.stream().scope(),
                syncToken != null,
                at.token() != null,
                syncToken == null && at.token() == null);
        return api.get(account, query, asked)
                .chain(answer -> people(account, at.stream(), answer)
                        .chain(people -> next(account, mode, since, at, answer, people, changedGroups)))
                .onFailure(failure -> optional(at.stream(), failure))
                .recoverWithUni(failure -> withoutStream(account, mode, since, at, changedGroups, failure));
    }

    /** Whether the chain goes on without the stream: other contacts never stop the contacts. */
    private static boolean optional(Stream stream, Throwable failure) {
        return stream == Stream.OTHER
                && failure instanceof ProviderException known
                && (known.failure() instanceof ProviderFailure.ScopeMissing
                        || known.failure() instanceof ProviderFailure.CursorExpired);
    }

    private Uni<SourcePage> withoutStream(
            SourceAccount account,
            SyncMode mode,
            GoogleCursor since,
            GooglePageToken at,
            List<CanonicalGroup> changedGroups,
            Throwable failure) {
        ProviderFailure known = ((ProviderException) failure).failure();
        if (known instanceof ProviderFailure.CursorExpired) {
            // This stream alone is listed again.
            return page(account, mode, since, at.fromTheStart(), changedGroups);
        }
        return Uni.createFrom()
                .item(new SourcePage(
                        at.stream().streamName(),
                        List.of(),
                        changedGroups,
                        List.of(),
                        null,
                        at.cursor(null),
                        false,
                        null,
                        0,
                        known));
    }

    /** The people of a page, with the values that lists cut off. */
    private Uni<People> people(SourceAccount account, Stream stream, JsonNode answer) {
        List<JsonNode> readable = new ArrayList<>();
        int unreadable = 0;
        for (JsonNode person : answer.path(stream.array())) {
            if (person.path("resourceName").asText("").isEmpty()) {
                unreadable++;
            } else {
                readable.add(person);
            }
        }
        int withoutId = unreadable;
        if (readable.stream().noneMatch(CutValues::cut)) {
            return Uni.createFrom().item(mapped(account, readable, withoutId));
        }
        return Multi.createFrom()
                .iterable(readable)
                .onItem()
                .transformToUniAndConcatenate(person -> CutValues.cut(person)
                        ? complete(account, person)
                        : Uni.createFrom().item(person))
                .collect()
                .asList()
                .map(whole -> mapped(account, whole, withoutId));
    }

    private Uni<JsonNode> complete(SourceAccount account, JsonNode person) {
        Asked asked = new Asked("contacts", Stream.CONTACTS.scope(), false, false, false);
        return api.get(account, CutValues.request(person), asked)
                .map(whole -> CutValues.completed((ObjectNode) person, whole));
    }

    private record People(List<CanonicalContact> contacts, int unreadable) {}

    private static People mapped(SourceAccount account, List<JsonNode> people, int unreadable) {
        GooglePersonMapper mapper = new GooglePersonMapper(account.region());
        return new People(people.stream().map(mapper::contact).toList(), unreadable);
    }

    private Uni<SourcePage> next(
            SourceAccount account,
            SyncMode mode,
            GoogleCursor since,
            GooglePageToken at,
            JsonNode answer,
            People people,
            List<CanonicalGroup> changedGroups) {
        String nextToken = answer.path("nextPageToken").asText(null);
        if (nextToken != null && nextToken.equals(at.token())) {
            return Uni.createFrom()
                    .failure(new ProviderException(new ProviderFailure.ChainBroken(
                            "Google repeats the same page: the listing starts again.")));
        }
        String syncToken = answer.path("nextSyncToken").asText(null);
        if (nextToken == null && syncToken == null) {
            return Uni.createFrom()
                    .failure(new ProviderException(new ProviderFailure.Malformed(
                            "Google ended the listing without a sync position. It is asked again at the next run.")));
        }
        boolean streamDone = nextToken == null;
        boolean chainDone = streamDone && (at.stream() == Stream.OTHER || !wantsOther(account));
        GooglePageToken next =
                chainDone ? null : streamDone ? at.streamDone(syncToken, Stream.OTHER) : at.page(nextToken);
        boolean nothing = people.contacts().isEmpty() && people.unreadable() == 0;
        if (nothing && next != null && mode == SyncMode.INCREMENTAL) {
            // Nothing to tell: on to where there may be something.
            return page(account, mode, since, next, changedGroups);
        }
        return Uni.createFrom()
                .item(new SourcePage(
                        at.stream().streamName(),
                        people.contacts(),
                        changedGroups,
                        List.of(),
                        next == null ? null : Opaque.pack(next),
                        chainDone ? at.cursor(syncToken) : null,
                        streamDone,
                        total(answer, at.stream()),
                        people.unreadable(),
                        null));
    }

    private static Integer total(JsonNode answer, Stream stream) {
        return answer.hasNonNull(stream.total()) ? answer.get(stream.total()).asInt() : null;
    }

    private static boolean wantsOther(SourceAccount account) {
        String wanted = account.settings().getOrDefault("otherContacts", "off");
        return wanted.equals("enrich") || wanted.equals("create");
    }

    @Override
    public Uni<GroupBatch> listGroups(SourceAccount account, String pageToken) {
        return groups.page(account, pageToken);
    }

    @Override
    public Uni<Set<String>> confirmDeleted(SourceAccount account, Set<String> externalIds) {
        return absence.confirm(account, new HashSet<>(externalIds));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
