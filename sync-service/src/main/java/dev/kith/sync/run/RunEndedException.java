package dev.kith.sync.run;

/** The run ended, or the lease went to another instance, while this one was at work: its work is void. */
public final class RunEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunEndedException() {
        super("The run ended or was taken over meanwhile.", null, false, false);
    }
}
