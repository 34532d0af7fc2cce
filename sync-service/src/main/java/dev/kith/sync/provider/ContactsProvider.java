package dev.kith.sync.provider;

import dev.kith.model.GroupBatch;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/**
 * A source of contacts. Every method fails with {@link ProviderException} and nothing else.
 *
 * <p>Page tokens and cursors are opaque to the caller and belong to the provider that made them. One chain of pages may
 * cover several streams (contacts, other contacts, address books) one after the other; the token knows which.
 */
public interface ContactsProvider {

    /** The provider's name in the contract: {@code google}, {@code carddav}, {@code file}, {@code macos}. */
    String name();

    /** Asks the source who answers under the stored credentials, without reading contacts. */
    Uni<AccountIdentity> validateCredentials(SourceAccount account);

    /**
     * One page of everything the source holds.
     *
     * @param pageToken {@code null} for the first page, else {@link SourcePage#nextPageToken()} of the one before
     */
    Uni<SourcePage> fullSync(SourceAccount account, String pageToken);

    /**
     * One page of what changed since the cursor. Fails with {@link ProviderFailure.CursorExpired} when the source no
     * longer knows the cursor, or when the request would differ from the one the cursor was issued for.
     */
    Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken);

    /** One page of the account's groups. */
    Uni<GroupBatch> listGroups(SourceAccount account, String pageToken);

    /**
     * Of contacts missing from a complete listing, those the source confirms to be gone. A source that cannot be asked
     * confirms all.
     */
    default Uni<Set<String>> confirmDeleted(SourceAccount account, Set<String> externalIds) {
        return Uni.createFrom().item(externalIds);
    }

    /**
     * Single contacts as they are now. Those the source no longer has are left out; one that cannot be asked about single
     * contacts answers with none.
     *
     * @param names what the source calls them now
     */
    default Uni<List<FoundContacts>> find(SourceAccount account, Set<String> names) {
        return Uni.createFrom().item(List.of());
    }
}
