package dev.kith.sync.tool;

/** What was planned is no longer what would happen. */
public final class StalePlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StalePlanException() {
        super("This changed since the plan was made. Ask for a plan again (dryRun) and confirm that one.");
    }
}
