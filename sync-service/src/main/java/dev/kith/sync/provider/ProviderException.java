package dev.kith.sync.provider;

/** Carries a {@link ProviderFailure} through asynchronous code. */
public sealed class ProviderException extends RuntimeException permits StreamFailedException {

    private static final long serialVersionUID = 1L;

    private final transient ProviderFailure failure;

    public ProviderException(ProviderFailure failure) {
        this(failure, null);
    }

    public ProviderException(ProviderFailure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public final ProviderFailure failure() {
        return failure;
    }
}
