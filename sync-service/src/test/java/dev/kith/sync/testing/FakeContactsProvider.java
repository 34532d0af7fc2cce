package dev.kith.sync.testing;

import dev.kith.model.CanonicalContact;
import dev.kith.model.GroupBatch;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * A source that answers as scripted: pages by number, page tokens {@code p2}, {@code p3}, …, failures in the order they
 * were announced.
 */
public final class FakeContactsProvider implements ContactsProvider {

    /** One call, as {@code full:p2} or {@code incremental:cursor:p2}; the first page's token is {@code null}. */
    public record Call(String text) {}

    private final String name;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final Queue<ProviderFailure> failures = new ArrayDeque<>();
    private final Set<String> alive = new HashSet<>();
    private int pages = 1;
    private boolean empty;
    private String identity = "people/me";
    private ProviderFailure identityFailure;
    private ProviderFailure confirmFailure;
    private String failingToken;
    private ProviderFailure streamFailure;
    private SourcePage.Overlap overlap;
    private List<SourcePage.Rejected> rejected = List.of();

    public FakeContactsProvider(String name) {
        this.name = name;
    }

    public FakeContactsProvider holdingPages(int count) {
        pages = count;
        return this;
    }

    /** Deltas say nothing from now on. */
    public FakeContactsProvider unchanged() {
        empty = true;
        return this;
    }

    /** The next calls for a page fail, one failure each. */
    public FakeContactsProvider failingOnce(ProviderFailure failure) {
        failures.add(failure);
        return this;
    }

    /** The next call for the page of this token fails. */
    public FakeContactsProvider failingOnceAt(String token, ProviderFailure failure) {
        failingToken = token;
        failures.add(failure);
        return this;
    }

    public FakeContactsProvider answeringAs(String owner) {
        identity = owner;
        return this;
    }

    public FakeContactsProvider refusingCredentials(ProviderFailure failure) {
        identityFailure = failure;
        return this;
    }

    public FakeContactsProvider acceptingCredentials() {
        identityFailure = null;
        return this;
    }

    /** These contacts are not deleted, whatever a listing says. */
    public FakeContactsProvider stillHolding(String... externalIds) {
        alive.addAll(List.of(externalIds));
        return this;
    }

    public FakeContactsProvider failingToConfirm(ProviderFailure failure) {
        confirmFailure = failure;
        return this;
    }

    /** The last page says that its stream was left out. */
    public FakeContactsProvider leavingOutAStream(ProviderFailure failure) {
        streamFailure = failure;
        return this;
    }

    /** The first page says how much of what is known it holds. */
    public FakeContactsProvider listing(SourcePage.Overlap shared) {
        overlap = shared;
        return this;
    }

    /** The first page could not read these of its contacts. */
    public FakeContactsProvider rejecting(SourcePage.Rejected... contacts) {
        rejected = List.of(contacts);
        return this;
    }

    public List<String> calls() {
        return calls.stream().map(Call::text).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Uni<AccountIdentity> validateCredentials(SourceAccount account) {
        return identityFailure == null
                ? Uni.createFrom().item(new AccountIdentity(identity, null, Set.of()))
                : Uni.createFrom().failure(new ProviderException(identityFailure));
    }

    @Override
    public Uni<SourcePage> fullSync(SourceAccount account, String pageToken) {
        calls.add(new Call("full:" + pageToken));
        return answer(pageToken, false);
    }

    @Override
    public Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken) {
        calls.add(new Call("incremental:" + cursor + ":" + pageToken));
        return answer(pageToken, empty);
    }

    private synchronized Uni<SourcePage> answer(String pageToken, boolean withoutContacts) {
        if (!failures.isEmpty() && (failingToken == null || failingToken.equals(pageToken))) {
            failingToken = null;
            return Uni.createFrom().failure(new ProviderException(failures.poll()));
        }
        int number = pageToken == null ? 1 : Integer.parseInt(pageToken.substring(1));
        var last = number >= pages;
        return Uni.createFrom()
                .item(new SourcePage(
                        "contacts",
                        withoutContacts ? List.of() : List.of(contact("people/" + number)),
                        List.of(),
                        List.of(),
                        last ? null : "p" + (number + 1),
                        last ? "cursor-" + calls.size() : null,
                        last,
                        null,
                        0,
                        last ? streamFailure : null,
                        number == 1 ? rejected : List.of(),
                        number == 1 ? overlap : null));
    }

    private static CanonicalContact contact(String externalId) {
        return CanonicalContact.builder(externalId)
                .displayName("Person " + externalId)
                .build();
    }

    @Override
    public Uni<GroupBatch> listGroups(SourceAccount account, String pageToken) {
        return Uni.createFrom().item(new GroupBatch(List.of(), null, null));
    }

    @Override
    public Uni<Set<String>> confirmDeleted(SourceAccount account, Set<String> externalIds) {
        if (confirmFailure != null) {
            return Uni.createFrom().failure(new ProviderException(confirmFailure));
        }
        var gone = new HashSet<>(externalIds);
        gone.removeAll(alive);
        return Uni.createFrom().item(gone);
    }
}
