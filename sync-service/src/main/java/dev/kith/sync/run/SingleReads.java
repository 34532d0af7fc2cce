package dev.kith.sync.run;

import dev.kith.sync.account.ConnectedAccount;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.provider.FoundContacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads single contacts of an account anew and sends them through the log, as a run of its own. */
@ApplicationScoped
public class SingleReads {

    private final ProviderRegistry providers;
    private final PushedRun pushed;

    SingleReads(ProviderRegistry providers, PushedRun pushed) {
        this.providers = providers;
        this.pushed = pushed;
    }

    /**
     * Opens a run with the contacts as they are now.
     *
     * @param names what the source calls them now
     * @return the run once its pages are in the log; nothing when the source has none of these contacts, or cannot be asked
     */
    public Uni<Optional<UUID>> read(ConnectedAccount account, Set<String> names) {
        return providers
                .find(account.source().provider())
                .map(provider -> provider.find(account.source(), names))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : pushed.begin(account, RunTrigger.RECONCILE, pages(found))
                                .chain(begun -> begun.published().replaceWith(Optional.of(begun.runId()))));
    }

    private static PushedPages pages(List<FoundContacts> found) {
        Iterator<FoundContacts> streams = found.iterator();
        return () -> {
            FoundContacts next = streams.next();
            return new PushedPages.Contacts(next.stream(), next.contacts(), next.groups(), !streams.hasNext());
        };
    }
}
