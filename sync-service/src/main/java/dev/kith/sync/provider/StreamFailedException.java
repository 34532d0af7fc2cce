package dev.kith.sync.provider;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** A failure of one stream alone, with the page by which the chain goes on without it once it is asked no more. */
public final class StreamFailedException extends ProviderException {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Uni<SourcePage>> without;

    /** @param without fails where the other streams cannot be read either */
    public StreamFailedException(ProviderException failure, Supplier<Uni<SourcePage>> without) {
        super(failure.failure(), failure);
        this.without = without;
    }

    Uni<SourcePage> without() {
        return without.get();
    }
}
