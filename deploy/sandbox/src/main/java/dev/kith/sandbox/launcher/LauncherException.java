package dev.kith.sandbox.launcher;

/** A reason why the sandbox cannot go on, with the step that helps. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LauncherException(String problem, String nextStep) {
        super(problem + "\n  " + nextStep);
    }
}
