package dev.kith.sync.provider;

import dev.kith.model.GroupBatch;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Passes every call on to another provider through one method, for decorators to put something round it. */
abstract class ForwardingProvider implements ContactsProvider {

    private final ContactsProvider delegate;

    ForwardingProvider(ContactsProvider delegate) {
        this.delegate = delegate;
    }

    abstract <T> Uni<T> around(String operation, Supplier<Uni<T>> call);

    @Override
    public String name() {
        return delegate.name();
    }

    @Override
    public Uni<AccountIdentity> validateCredentials(SourceAccount account) {
        return around("validate_credentials", () -> delegate.validateCredentials(account));
    }

    @Override
    public Uni<SourcePage> fullSync(SourceAccount account, String pageToken) {
        return around("full_sync", () -> delegate.fullSync(account, pageToken));
    }

    @Override
    public Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken) {
        return around("incremental_sync", () -> delegate.incrementalSync(account, cursor, pageToken));
    }

    @Override
    public Uni<GroupBatch> listGroups(SourceAccount account, String pageToken) {
        return around("list_groups", () -> delegate.listGroups(account, pageToken));
    }

    @Override
    public Uni<Set<String>> confirmDeleted(SourceAccount account, Set<String> externalIds) {
        return around("confirm_deleted", () -> delegate.confirmDeleted(account, externalIds));
    }

    @Override
    public Uni<List<FoundContacts>> find(SourceAccount account, Set<String> names) {
        return around("find", () -> delegate.find(account, names));
    }
}
