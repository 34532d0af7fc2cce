package dev.kith.sync.tool;

import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.run.StatusQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The sources people come from. */
@ApplicationScoped
public class SourceOperations {

    private final StatusQueries status;
    private final ProviderRegistry providers;

    SourceOperations(StatusQueries status, ProviderRegistry providers) {
        this.status = status;
        this.providers = providers;
    }

    /** @param provider {@code null} for all */
    public Uni<List<SourceView>> list(String provider) {
        return status.list(Arguments.provider(provider, providers.names()), null)
                .map(accounts -> accounts.stream().map(SourceView::of).toList());
    }
}
