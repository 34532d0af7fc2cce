package dev.kith.agent.sqlite;

import dev.kith.agent.ExitCode;

/** A store cannot be read, for a reason with a name. The message holds nothing of its content. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, how a command that met it ends, and what to do. */
    public enum Problem {
        MISSING(ExitCode.OK, "Nothing to do: it appears when the app is first used."),
        DENIED(
                ExitCode.NO_PERMISSION,
                "Grant Full Disk Access under System Settings > Privacy & Security > Full Disk Access;"
                        + " `mac-agent doctor` names the program that needs it."),
        LOCKED(ExitCode.INCOMPLETE, "Another program holds it. The next run reads it again; nothing is lost."),
        NOT_A_DATABASE(
                ExitCode.INCOMPLETE,
                "It is no SQLite database: if it was copied there, copy it again; else let its app repair it."),
        CORRUPT(
                ExitCode.INCOMPLETE,
                "It is damaged or only partly copied. Let its app repair it, or restore it; then run again."),
        UNKNOWN_SCHEMA(
                ExitCode.INCOMPLETE,
                "Its tables are not those of a known macOS. Nothing of it was taken or deleted; an agent of a newer version may read it."),
        NO_TEMPORARY_FOLDER(
                ExitCode.INCOMPLETE,
                "Make that folder one that this user may write to, or name another:"
                        + " `JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR`. The next run reads the store; nothing is lost."),
        UNREADABLE(ExitCode.INCOMPLETE, "Look at the reason given and run again.");

        private final ExitCode exitCode;
        private final String nextStep;

        Problem(ExitCode exitCode, String nextStep) {
            this.exitCode = exitCode;
            this.nextStep = nextStep;
        }

        public ExitCode exitCode() {
            return exitCode;
        }

        public String nextStep() {
            return nextStep;
        }
    }

    private final Problem problem;

    public StoreException(Problem problem, String message) {
        this(problem, message, null);
    }

    public StoreException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
