package dev.kith.sync.tool;

import dev.kith.sync.run.StatusQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The sources people come from. */
@ApplicationScoped
public class SourceOperations {

    private final StatusQueries status;

    SourceOperations(StatusQueries status) {
        this.status = status;
    }

    /** @param provider {@code null} for all; an unknown one has no sources */
    public Uni<List<SourceView>> list(String provider) {
        return status.list(Arguments.provider(provider), null)
                .map(accounts -> accounts.stream().map(SourceView::of).toList());
    }
}
